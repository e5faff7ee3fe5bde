@needs:feeds
Feature: Nodes that speak of a job that the server does not run
  # protocol §5

  Background:
    Given web1 and web2 are healthy

  Rule: a node that answers for such a job is made to drop it

    @REFUSALS-015 @must
    Scenario Outline: <type> about a job that does not exist
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
    Scenario: the longest id that a job may have
      When web1 says ack_commit about a job with an id of 64 characters, and is told to abort
      Then web1 and web2 run the next job

    @REFUSALS-017 @should
    Scenario: no id at all
      When web1 says ack_commit about no job, and is told to abort
      Then web1 and web2 run the next job

    @REFUSALS-018 @must
    Scenario: a job that web1 has no part in
      Given web2 answers by hand
      And a job is running on web2
      When web1 says succeeded
      And web2 says nack_run
      Then the feed says of web1: nothing
      And the job ends as complete
      And web1 and web2 run the next job

  @must
  Rule: a node that has dropped it already is left alone

    @REFUSALS-019
    Scenario: aborted about a job that does not exist
      When web1 says aborted about a job that does not exist
      Then web1 and web2 run the next job
      And web1 and web2 were not disturbed

  @must
  Rule: a node that heartbeats with such a job is made to drop it

    @REFUSALS-020
    Scenario Outline: it is <doing> a job that does not exist
      When web1 heartbeats as <doing> a job that does not exist, and is told to abort
      Then web1 and web2 run the next job
      And web2 was not disturbed

      Examples:
        | doing        |
        | committed to |
        | running      |

    @REFUSALS-021
    Scenario: the job has ended
      Given a job on web1 has ended as complete
      When web1 heartbeats as running the job, and is told to abort
      Then web1 and web2 run the next job
      And web2 was not disturbed
