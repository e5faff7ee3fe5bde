@extension @needs:diagnosis
Feature: How far a node has come
  # the last thing that went right on its way, and the first that went wrong after it

  Rule: each step of the way is told

    @DIAGNOSIS-020
    Scenario Outline: web1 <does>
      When web1 <does>
      Then the diagnosis of web1 says that it came as far as <stage>, and then <cause>

      Examples:
        | does                                                  | stage              | cause             |
        | has asked for its configuration without a CURVE key   | nothing            | config_missing_ccpk |
        | has fetched its configuration                         | key_admitted       | never_connected   |
        | never answers abort                                   | first_message      | rehab_unanswered  |
        | is healthy                                            | heartbeats_on_time | nothing           |

    @DIAGNOSIS-021 @needs:own-server
    Scenario: a server that does not encrypt admits no keys
      Given a server that does not encrypt
      When web1 has fetched its configuration
      Then the diagnosis of web1 says that it came as far as config_fetched, and then never_connected

    @DIAGNOSIS-022
    Scenario: it is connected and silent
      Given web1 has fetched its configuration
      When web1 connects and says nothing
      Then the diagnosis of web1 says that it came as far as connected, and then no_message

    @DIAGNOSIS-023
    Scenario: it was up, and dies
      Given web1 is healthy
      When web1 dies
      Then the diagnosis of web1 says that it came as far as heartbeats_on_time, and then heartbeats_stopped

  Rule: what was refused is counted by its reason

    @DIAGNOSIS-024 @needs:counters
    Scenario: a damaged message
      Given web1 is healthy
      When web1 sends a heartbeat with a wrong signature
      Then the server refuses it as bad_signature
      And the diagnosis of web1 counts 1 refusal as "message_bad_signature"
      And web1 was not disturbed
