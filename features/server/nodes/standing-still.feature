@should @needs:feeds
Feature: Nodes that stand still in the middle of a job
  # the connection is open, and nothing is said or heard

  Rule: a node that stands still is missed like a dead one

    @NODES-091
    Scenario Outline: a node that <stands still> has the status <status> in the job
      Given web1 <stands still>
      And web2 and web3 are healthy
      When a job is started on web1 and web2
      Then the job ends as <end>
      And the feed says of web1: <events>
      And web1 is <status> in the job
      And web1 comes to be shown as down
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | stands still                    | end           | status      | events                                                      |
        | stands still before it votes    | quorum_failed | unavailable | quorum_vote down, rehab                                     |
        | stands still when it has voted  | complete      | crashed     | quorum_vote success, rehab, run_complete crashed            |
        | stands still when it is to run  | complete      | crashed     | quorum_vote success, rehab, run_complete crashed            |
        | stands still while it runs      | complete      | crashed     | quorum_vote success, run_start, rehab, run_complete crashed |

    @NODES-092
    Scenario: a node that stands still after it has come up is shown as down
      Given web1 stands still when it has answered abort
      And web2 is healthy
      When web1 comes to be shown as up
      Then web1 comes to be shown as down
      And web1 and web2 run the next job

  Rule: a node that goes on gets jobs again

    @NODES-093
    Scenario: a node that stood still for a while runs the next job
      Given web1 stands still for a while before it votes
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And web1 is unavailable in the job
      And web1 comes back by itself
      And web1 and web2 run the next job

  Rule: a node that receives nothing counts as one that does not answer

    @NODES-094
    Scenario: a deaf node that is to vote is out of the job and is told to abort
      Given web1 and web2 are healthy
      And web1 goes deaf
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the feed says of web1: quorum_vote voting_timeout
      And web1 is unavailable in the job
      And web2 is was_ready in the job
      And web1 is told to abort 3 times
      And web1 and web2 run the next job

    @NODES-095
    Scenario: a node that does not answer aborts goes on with its command after a timeout
      Given web1 runs real commands
      And web2 is healthy
      And web1 stops answering abort
      When the job `sleep 0.7` with a run timeout of 0 seconds is started on web1
      Then the job ends as timed_out
      And web1 is timed_out in the job
      And web1 has ended its command
      And web1 is told to abort 3 times
      And web1 and web2 run the next job
      And web2 was not disturbed
