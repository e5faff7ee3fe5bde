@needs:feeds
Feature: Nodes that name a job that the server does not run
  # protocol §5

  Background:
    Given web1 and web2 are healthy

  Rule: a node that answers for a job that the server does not run is told to abort

    @REFUSALS-015 @must
    Scenario Outline: a node that says <type> about a job that does not exist is told to abort
      When web1 says <type> about a job that does not exist, and is told to abort
      Then web1 and web2 run the next job
      And web2 was not disturbed

      Examples:
        | type        |
        | ack_commit  |
        | nack_commit |
        | ack_run     |
        | nack_run    |
        | succeeded   |
        | failed      |

    @REFUSALS-016 @should
    Scenario: a node that votes for an unknown job with an id of 64 characters is told to abort
      When web1 says ack_commit about a job with an id of 64 characters, and is told to abort
      Then web1 and web2 run the next job

    @REFUSALS-017 @should
    Scenario: a node that votes without the id of a job is told to abort
      When web1 says ack_commit about no job, and is told to abort
      Then web1 and web2 run the next job

    @REFUSALS-018 @must
    Scenario: the answer of a node that has no part in a job does not change the job
      Given web2 answers by hand
      And a job is running on web2
      When web1 says succeeded
      And web2 says nack_run
      Then the feed says of web1: nothing
      And the job ends as complete
      And web1 and web2 run the next job

  @must
  Rule: a node that has already dropped the job that it names is left alone

    @REFUSALS-019
    Scenario: a node that says aborted about a job that does not exist is not told to abort
      When web1 says aborted about a job that does not exist
      Then web1 and web2 run the next job
      And web1 and web2 were not disturbed

  @must
  Rule: a node whose heartbeats name a job that the server does not run is told to abort

    @REFUSALS-020
    Scenario Outline: a node that heartbeats as <doing> a job that does not exist is told to abort
      When web1 heartbeats as <doing> a job that does not exist, and is told to abort
      Then web1 and web2 run the next job
      And web2 was not disturbed

      Examples:
        | doing        |
        | committed to |
        | running      |

    @REFUSALS-021
    Scenario: a node that heartbeats as running a job that has ended is told to abort
      Given a job on web1 has ended as complete
      When web1 heartbeats as running the job, and is told to abort
      Then web1 and web2 run the next job
      And web2 was not disturbed
