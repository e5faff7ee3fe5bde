@should @needs:feeds
Feature: The network loses, delays or doubles messages of one type
  # above the encryption: the connection itself is sound

  Rule: a lost message counts as not sent

    @NODES-103
    Scenario Outline: a job ends as <end> when the network loses <what> (<message>)
      Given the network loses every <message> of web1
      And web2 and web3 are healthy
      When a job with a run timeout of 1 second is started on web1 and web2
      Then the job ends as <end>
      And web1 is <status> in the job
      And the network is kind to web1 again
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | what             | message    | end           | status      |
        | the vote         | ack_commit | quorum_failed | unavailable |
        | the question     | commit     | quorum_failed | unavailable |
        | the start        | ack_run    | complete      | crashed     |
        | the word to run  | run        | timed_out     | timed_out   |
        | the end          | succeeded  | timed_out     | timed_out   |

  Rule: a doubled message counts once, and a delayed one counts when it is in time

    @NODES-104
    Scenario: a node whose answers are all delayed succeeds
      Given the network delays every answer of web1
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed

    @NODES-105
    Scenario: a node whose heartbeats and ack_run are doubled succeeds
      Given the network doubles every heartbeat and ack_run of web1
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed

  Rule: messages to a node can be lost, delayed or doubled as well

    @NODES-112
    Scenario: a node that receives no heartbeats of the server goes down until it does
      Given web1 and web2 are healthy
      When the network loses every heartbeat that web1 is sent
      Then web1 comes to think the server offline
      And web1 comes to be shown as down
      And the network loses no heartbeat that web1 is sent any more
      And web1 comes to think the server online
      And web1 and web2 run the next job
      And web2 was not disturbed

    @NODES-113
    Scenario: a node that receives every message late succeeds
      Given the network delays all that web1 is told
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed

    @NODES-114
    Scenario: a node that is told twice to run fails
      # the second one is none that it can follow
      Given the network doubles every run and ack of web1
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 is failed in the job
      And web2 is succeeded in the job
      And the network is kind to web1 again
      And web1 and web2 run the next job
