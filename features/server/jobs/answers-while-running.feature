@must @doc:job @doc:job-feed @needs:feeds
Feature: What a node's answer does while its job is running
  # protocol §6, the second table. web2 keeps the job running, and its own end is the fence: what web1 said has been dealt
  # with by then. web3 has no part in it.

  Background:
    Given web1 and web2 answer by hand
    And web3 is healthy
    And a job is running on web1 and web2
    And web2 has started the command

  Rule: a ready node starts the run or is lost to the job

    @JOBS-002
    Scenario: a ready node that says ack_run is running in the job
      When web1 says ack_run
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, run_start
      And web1 is running in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

    @JOBS-003
    Scenario Outline: a ready node that <does> has the status <status> in the job
      When web1 <does>
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, rehab, run_complete <event>
      And the job ends as complete
      And web1 is <status> in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does             | event      | status  |
        | says nack_run    | run_nacked | failed  |
        | says succeeded   | crashed    | crashed |
        | says failed      | crashed    | crashed |
        | says ack_commit  | crashed    | crashed |
        | says nack_commit | crashed    | crashed |
        | says aborted     | crashed    | crashed |
        | goes down        | crashed    | crashed |

  Rule: a running node succeeds, fails or crashes

    @JOBS-004
    Scenario Outline: a running node that <does> has the status <status> in the job
      Given web1 has started the command
      When web1 <does>
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, run_start, <events>
      And the job ends as complete
      And web1 is <status> in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does             | events                                       | status    |
        | says nack_run    | rehab, run_complete run_nacked_while_running | failed    |
        | says succeeded   | run_complete success                         | succeeded |
        | says failed      | run_complete failure                         | failed    |
        | says ack_commit  | rehab, run_complete crashed                  | crashed   |
        | says nack_commit | rehab, run_complete crashed                  | crashed   |
        | says aborted     | rehab, run_complete crashed                  | crashed   |
        | goes down        | rehab, run_complete crashed                  | crashed   |

    @JOBS-005
    Scenario: a running node that says ack_run again goes on and succeeds
      Given web1 has started the command
      When web1 says ack_run
      And web1 says succeeded
      Then the feed says of web1: quorum_vote success, run_start, run_complete success
      And web1 is succeeded in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed
