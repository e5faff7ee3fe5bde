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
