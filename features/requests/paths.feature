@doc:endpoints
Feature: What is found where
  # protocol §1, base path; §10 on slashes and percent-encoding; seeds: API, "Endpoints"

  @should
  Rule: an unknown path is not found

    @REQUESTS-101 @needs:capture
    Scenario Outline: <path>
      When admin asks for "<path>"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                        |
        | nothing_of_the_kind         |
        | jobs/0123/nothing           |
        | jobs/0123/output            |
        | jobs/0123/output/web1       |
        | jobs/0123/output/web1/stdin |
        | node_states/web1/more       |
        | config                      |

    @REQUESTS-102
    Scenario Outline: <path>, outside every organisation
      When GET is sent to "<path>" without a signature
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path         |
        | /pushy       |
        | /pushy/jobs  |
        | /favicon.ico |

  @may
  Rule: slashes too many change nothing, and the canonical path is what is signed

    @REQUESTS-103
    Scenario Outline: <path>
      When admin asks for "<path>"
      Then the answer is 200

      Examples:
        | path          |
        | jobs/         |
        | //jobs        |
        | jobs///       |
        | node_states// |

  @should
  Rule: a query is not signed, and one that is not known changes nothing

    @REQUESTS-104
    Scenario: a query
      When admin asks for "jobs?colour=red&colour=blue"
      Then the answer is 200

  Rule: names in a path are percent-encoded

    @REQUESTS-105 @should @needs:feeds @needs:capture
    Scenario Outline: a node called <encoded>
      Given a job of the past
      When admin asks for "jobs/{job}/output/<encoded>/stdout" accepting "*/*"
      Then the answer is 404 with the errors:
        """
        no output of node '<name>' was captured for this job
        """

      Examples:
        | encoded             | name              |
        | web%202             | web 2             |
        | a%2Fb               | a/b               |
        | %C3%BCb%25          | üb%               |
        | web1%3Finclude_file | web1?include_file |

    @REQUESTS-106 @should @needs:organisations
    Scenario: letters that need not be encoded
      Given web1 is healthy
      When admin asks for "node_states/%77eb1"
      Then web1 is shown as up

    @REQUESTS-107 @may
    Scenario Outline: <path>, which is no encoding
      When admin asks for "<path>"
      Then the answer is 400
      And the answer has an error body

      Examples:
        | path              |
        | node_states/%zz   |
        | node_states/web%2 |
        | node_states/%ff   |
