@extension @needs:diagnosis @needs:organisations
Feature: Why a node does not get its configuration

  Rule: a node that never contacted the server is unknown

    @DIAGNOSIS-001
    Scenario: a node that has never asked for its configuration is reported as unknown
      Given ghost is a client of the organisation
      Then the diagnosis of ghost is unknown: "Nothing has been heard of ghost since the server started."

    @DIAGNOSIS-026
    Scenario: a name that no client has is reported as such
      Then the diagnosis of ghost is unknown: "No client of this organisation is named ghost, and nothing has been heard of it."

  Rule: a rejected request for a configuration is reported with the reason

    @DIAGNOSIS-002
    Scenario Outline: a configuration request <how> is reported: <sentence>
      When web1 has asked for its configuration <how>
      Then the diagnosis of web1 is unknown: "<sentence>"

      Examples:
        | how                               | sentence                                                                                             |
        | without a CURVE key               | web1 asked for its configuration without a CURVE key.                                                |
        | with a CURVE key that is none     | web1 asked for its configuration with a CURVE key that is none.                                      |
        | without a signature               | web1 asked for its configuration without signing the request.                                        |
        | at no time                        | web1 signed its config request with a timestamp that is none.                                        |
        | with a clock that is an hour slow | web1 signed its config request at a time too far from the server's.                                  |
        | with a key of somebody else       | web1 signed its config request, but the signature does not match the request and the registered key. |
        | without being registered          | web1 asked for its configuration, but no client of that name is registered.                          |

    @DIAGNOSIS-003
    Scenario: another client's request for the configuration of a node is reported
      Given web1 is a client of the organisation
      And web2 is a client of the organisation
      When web2 asks for the configuration of web1
      Then the diagnosis of web1 is unknown: "Another client asked for the configuration of web1."

    @DIAGNOSIS-004
    Scenario: an outsider's request for the configuration of a node is reported
      Given shrek is a user of no organisation
      And web1 is a client of the organisation
      When shrek asks for the configuration of web1
      Then the diagnosis of web1 is unknown: "Whoever asked for the configuration of web1 may not read in this organisation."

  Rule: a successful request clears what was reported before

    @DIAGNOSIS-005
    Scenario: a node that asks again correctly is reported as available
      Given web1 has asked for its configuration without a CURVE key
      When web1 is healthy
      Then the diagnosis of web1 is available: "web1 is available: it answers, and its heartbeats are on time."

  Rule: only users with read access may ask for a diagnosis

    @DIAGNOSIS-006
    Scenario: a user without read access may not ask for a diagnosis
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for the diagnosis of web1
      Then the answer is 403
