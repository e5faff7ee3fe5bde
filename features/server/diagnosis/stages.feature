@extension @needs:diagnosis
Feature: How far a node has come
  # the last thing that went right on its way, and the first that went wrong after it

  Rule: the diagnosis names the last stage that a node reached, and what failed after it

    @DIAGNOSIS-020
    Scenario Outline: a node that <does> is reported at the stage <stage>
      When web1 <does>
      Then the diagnosis of web1 says that it came as far as <stage>, and then <cause>

      Examples:
        | does                                                  | stage              | cause             |
        | has asked for its configuration without a CURVE key   | nothing            | config_missing_ccpk |
        | has fetched its configuration                         | key_admitted       | never_connected   |
        | never answers abort                                   | first_message      | rehab_unanswered  |
        | is healthy                                            | heartbeats_on_time | nothing           |

    @DIAGNOSIS-021 @needs:own-server
    Scenario: a node of a server that does not encrypt is reported at the stage config_fetched
      Given a server that does not encrypt
      When web1 has fetched its configuration
      Then the diagnosis of web1 says that it came as far as config_fetched, and then never_connected

    @DIAGNOSIS-022
    Scenario: a node that is connected and silent is reported at the stage connected
      Given web1 has fetched its configuration
      When web1 connects and says nothing
      Then the diagnosis of web1 says that it came as far as connected, and then no_message

    @DIAGNOSIS-023
    Scenario: a node that was up and dies is reported at the stage heartbeats_on_time
      Given web1 is healthy
      When web1 dies
      Then the diagnosis of web1 says that it came as far as heartbeats_on_time, and then heartbeats_stopped

  Rule: rejected messages are counted by their reason

    @DIAGNOSIS-024 @needs:counters
    Scenario: a heartbeat with a wrong signature is counted in the diagnosis of its node
      Given web1 is healthy
      When web1 sends a heartbeat with a wrong signature
      Then the server refuses it as bad_signature
      And the diagnosis of web1 counts 1 refusal as "message_bad_signature"
      And web1 was not disturbed
