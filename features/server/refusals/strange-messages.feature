@should @needs:feeds
Feature: Messages that are unusual and valid

  Background:
    Given web1 and web2 are healthy

  Rule: nodes are told apart by their signatures, not by their sequence numbers

    @REFUSALS-006
    Scenario Outline: a heartbeat with <what> is accepted
      When web1 sends a heartbeat with <what>
      Then web1 and web2 run the next job
      And web1 and web2 were not disturbed

      Examples:
        | what                         |
        | a sequence that came before  |
        | a timestamp almost too old   |
        | a timestamp almost too young |
        | the job id "null"            |

    @REFUSALS-007
    Scenario: heartbeats that come twice are accepted
      Given web1 sends every heartbeat twice
      When web1 has sent 3 more heartbeats
      Then web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @REFUSALS-008
    Scenario: a node whose sequence number is always 1 succeeds
      Given web1 always says that it is its first message
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed
