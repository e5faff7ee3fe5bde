@must @doc:job @doc:job-feed @needs:feeds
Feature: What a node sends while a job runs that it voted against
  # protocol §6, the second table, the last column: it has ended before the run began. web2's end is the fence.

  Background:
    Given web1 and web2 answer by hand
    And web3 is healthy
    And a job with quorum 1 is voting on web1 and web2
    And web1 has voted no
    And web2 has voted yes
    And web2 has started the command

  Rule: a node that has no part in the run goes to rehab whatever it sends

    @JOBS-060
    Scenario Outline: a node that has voted no and <does> while the job runs goes to rehab
      When web1 <does>
      And web2 says succeeded
      Then the feed says of web1: quorum_vote failure, <events>
      And the job ends as complete
      And web1 is nacked in the job
      And web2 is succeeded in the job
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
