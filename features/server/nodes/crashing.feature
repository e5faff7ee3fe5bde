@should @needs:feeds
Feature: Nodes that die in the middle of a job
  # protocol §6, the row "down", at each moment of a job

  Rule: the vote and the run of a dead node are lost

    @NODES-043
    Scenario Outline: a node that <dies> and stays away has the status <status> in the job
      Given web1 <dies>
      And web2 and web3 are healthy
      When a job is started on web1 and web2
      Then the job ends as <end>
      And the feed says of web1: <events>
      And web1 is <status> in the job
      And web1 comes to be shown as down
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | dies                  | end           | status      | events                                                        |
        | dies before it votes  | quorum_failed | unavailable | quorum_vote down, rehab                                       |
        | dies when it has voted | complete     | crashed     | quorum_vote success, rehab, run_complete crashed              |
        | dies when it is to run | complete     | crashed     | quorum_vote success, rehab, run_complete crashed              |
        | dies while it runs    | complete      | crashed     | quorum_vote success, run_start, rehab, run_complete crashed   |

  Rule: a node that comes back is a new incarnation and knows nothing of the job

    @NODES-044
    Scenario Outline: a node that <dies> and comes back has the status <status> in the job
      Given web1 <dies>, and comes back
      And web2 and web3 are healthy
      When a job is started on web1 and web2
      Then the job ends as <end>
      And the feed says of web1: <events>
      And web1 is <status> in the job
      And web1 has come back in another life
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | dies                   | end           | status      | events                                                      |
        | dies before it votes   | quorum_failed | unavailable | quorum_vote down, rehab                                     |
        | dies when it has voted | complete      | crashed     | quorum_vote success, rehab, run_complete crashed            |
        | dies when it is to run | complete      | crashed     | quorum_vote success, rehab, run_complete crashed            |
        | dies while it runs     | complete      | crashed     | quorum_vote success, run_start, rehab, run_complete crashed |

  Rule: a node that dies while it comes up can come up again

    @NODES-045
    Scenario Outline: a node that <dies> comes back and runs the next job
      Given web1 <dies>
      And web2 is healthy
      When web1 has died
      Then web1 and web2 run the next job
      And web2 was not disturbed

      Examples:
        | dies                        |
        | dies when it has connected      |
        | dies when it has answered abort |
