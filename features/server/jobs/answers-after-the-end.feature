@must @doc:job @doc:job-feed @needs:feeds
Feature: What a node sends that has ended its run
  # protocol §6, the second table, the last column. web2 keeps the job running, and its own end is the fence. web3 has no
  # part in it.

  Background:
    Given web1 and web2 answer by hand
    And web3 is healthy
    And a job is running on web1 and web2
    And web2 has started the command

  Rule: a node that has ended its run goes to rehab whatever it sends

    @JOBS-001
    Scenario Outline: a node that has succeeded and then <does> goes to rehab
      Given web1 has started the command
      And web1 has succeeded
      When web1 <does>
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, run_start, run_complete success, <events>
      And the job ends as complete
      And web1 is succeeded in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does             | events                                        |
        | says ack_run     | run_complete client_died_while_running, rehab |
        | says nack_run    | rehab, run_complete client_died_while_running |
        | says succeeded   | rehab, run_complete client_died_while_running |
        | says failed      | rehab, run_complete client_died_while_running |
        | says ack_commit  | rehab, run_complete client_died_while_running |
        | says nack_commit | rehab, run_complete client_died_while_running |
        | says aborted     | rehab, run_complete client_died_while_running |
        | goes down        | rehab, run_complete client_died_while_running |

    @JOBS-059
    Scenario Outline: a node that has failed and then <does> goes to rehab
      Given web1 has started the command
      And web1 has failed
      When web1 <does>
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, run_start, run_complete failure, <events>
      And the job ends as complete
      And web1 is failed in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does           | events                                        |
        | says ack_run   | run_complete client_died_while_running, rehab |
        | says succeeded | rehab, run_complete client_died_while_running |
        | goes down      | rehab, run_complete client_died_while_running |
