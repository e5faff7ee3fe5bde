@extension @needs:diagnosis @needs:organisations
Feature: Why a node does not get its configuration

  Rule: a node of which nothing is known

    @DIAGNOSIS-001
    Scenario: it has never asked
      Then the diagnosis of ghost is unknown: "Nothing has been heard of ghost since the server started."

  Rule: a node that asked, and was refused

    @DIAGNOSIS-002
    Scenario Outline: it asked <how>
      When web1 has asked for its configuration <how>
      Then the diagnosis of web1 is unknown: "<sentence>"

      Examples:
        | how                               | sentence                                                                           |
        | without a CURVE key               | web1 asked for its configuration without a CURVE key.                              |
        | with a CURVE key that is none     | web1 asked for its configuration with a CURVE key that is none.                    |
        | without a signature               | web1 asked for its configuration without signing the request.                      |
        | at no time                        | web1 signed its config request with a timestamp that is none.                      |
        | with a clock that is an hour slow | web1 signed its config request at a time too far from the server's.                |
        | with a key of somebody else       | web1 signed its config request with a key that is not the one registered.          |
        | without being registered          | web1 asked for its configuration, but no client of that name is registered.        |

    @DIAGNOSIS-003
    Scenario: another client asked in its place
      Given web1 is a client of the organisation
      And web2 is a client of the organisation
      When web2 asks for the configuration of web1
      Then the diagnosis of web1 is unknown: "Another client asked for the configuration of web1."

    @DIAGNOSIS-004
    Scenario: somebody asked who may not
      Given shrek is a user of no organisation
      And web1 is a client of the organisation
      When shrek asks for the configuration of web1
      Then the diagnosis of web1 is unknown: "Whoever asked for the configuration of web1 may not read in this organisation."

  Rule: what was wrong is forgotten when it goes right

    @DIAGNOSIS-005
    Scenario: it asks again, as it should
      Given web1 has asked for its configuration without a CURVE key
      When web1 is healthy
      Then the diagnosis of web1 is available: "web1 is available: it answers, and its heartbeats are on time."

  Rule: whoever may read may ask

    @DIAGNOSIS-006
    Scenario: somebody who may not
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for the diagnosis of web1
      Then the answer is 403
