@should @needs:feeds
Feature: Messages of single types that are lost, late or come twice
  # above the encryption: the connection itself is sound

  Rule: what is lost was not said

    @NODES-103
    Scenario Outline: the network loses <what>
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

  Rule: what comes twice counts once, and what is late counts when it is in time

    @NODES-104
    Scenario: all answers are late
      Given the network delays every answer of web1
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed

    @NODES-105
    Scenario: the start and every heartbeat come twice
      Given the network doubles every heartbeat and ack_run of web1
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed

  Rule: what a node is told can be lost, late or come twice as well

    @NODES-112
    Scenario: the heartbeats of the server are lost
      Given web1 and web2 are healthy
      When the network loses every heartbeat that web1 is sent
      Then web1 comes to think the server offline
      And web1 comes to be shown as down
      And the network loses no heartbeat that web1 is sent any more
      And web1 comes to think the server online
      And web1 and web2 run the next job
      And web2 was not disturbed

    @NODES-113
    Scenario: everything that it is told is late
      Given the network delays all that web1 is told
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed

    @NODES-114
    Scenario: the word to run comes twice
      # the second one is none that it can follow
      Given the network doubles every run and ack of web1
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 is failed in the job
      And web2 is succeeded in the job
      And the network is kind to web1 again
      And web1 and web2 run the next job
