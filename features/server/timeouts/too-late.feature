@must @doc:job @doc:job-feed @needs:feeds
Feature: Answers that come after the end of their job

  Rule: a job that has ended is not changed by late answers

    Background:
      Given web1 answers by hand
      And web2 is healthy

    @TIMEOUTS-006
    Scenario Outline: a node that says <word> after its job has timed out is told to abort
      Given a job that was given no time to run has timed out on web1
      When web1 says <word> and is told to abort for it
      Then the feed says of web1: quorum_vote success
      And the job ends as timed_out
      And web1 is timed_out in the job
      And web1 and web2 run the next job
      And web2 was not disturbed

      Examples:
        | word      |
        | ack_run   |
        | nack_run  |
        | succeeded |
        | failed    |

    @TIMEOUTS-007
    Scenario: a node that votes after the quorum has failed is told to abort
      Given a job with quorum 2 is voting on web1
      And web1 has voted no
      When web1 says ack_commit and is told to abort for it
      Then the feed says of web1: quorum_vote failure
      And the job ends as quorum_failed
      And web1 is nacked in the job
      And web1 and web2 run the next job
      And web2 was not disturbed

  Rule: a node that has answered an abort is not told to abort again

    @TIMEOUTS-008 @needs:own-server
    Scenario: a node that says aborted after the end of its job is not told to abort again
      Given a server that is slow to repeat itself
      And web1 answers by hand
      And a job that was given no time to run has timed out on web1
      When web1 says aborted
      Then web1 runs the next job
      And web1 was told to abort once since it came up
