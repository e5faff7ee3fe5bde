@doc:endpoints
Feature: Which paths are found
  # protocol §1, base path; §10 on slashes and percent-encoding; seeds: API, "Endpoints"

  @should
  Rule: an unknown path is not found

    @REQUESTS-101 @needs:capture
    Scenario Outline: the unknown path <path> is answered 404
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
    Scenario Outline: the path <path> outside every organization is answered 404
      When GET is sent to "<path>" without a signature
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path         |
        | /pushy       |
        | /pushy/jobs  |
        | /favicon.ico |

  @may
  Rule: extra slashes are ignored, and the canonical path is signed

    @REQUESTS-103
    Scenario Outline: the path <path> with extra slashes is answered 200
      When admin asks for "<path>"
      Then the answer is 200

      Examples:
        | path          |
        | jobs/         |
        | //jobs        |
        | jobs///       |
        | node_states// |

    @REQUESTS-175
    Scenario: a path that is signed with its final slash is answered 200
      When admin asks for "jobs/" and signs the path as it is sent
      Then the answer is 200

  @should
  Rule: a query is not signed, and an unknown one is ignored

    @REQUESTS-104
    Scenario: a request with an unknown query is answered 200
      When admin asks for "jobs?colour=red&colour=blue"
      Then the answer is 200

  Rule: names in a path are percent-encoded

    @REQUESTS-105 @should @needs:feeds @needs:capture
    Scenario Outline: the path of a node <encoded> names the node <name>
      Given a job of the past
      When admin asks for "jobs/{job}/output/<encoded>/stdout" accepting "*/*"
      Then the answer is 404
      And a node that the answer names is "<name>", not "<encoded>"

      Examples:
        | encoded             | name              |
        | web%202             | web 2             |
        | a%2Fb               | a/b               |
        | %C3%BCb%25          | üb%               |
        | web1%3Finclude_file | web1?include_file |

    @REQUESTS-106 @should @needs:organisations
    Scenario: characters of a name that need no encoding may be encoded
      Given web1 is healthy
      When admin asks for "node_states/{encoded web1}"
      Then web1 is shown as up

    @REQUESTS-176 @should @needs:feeds @needs:capture
    Scenario: the output of a node is found by its name in percent-encoding
      Given a job of the past
      When admin asks for "jobs/{job}/output/{encoded web1}/stdout" accepting "*/*"
      Then the answer is 200

    @REQUESTS-177 @should @shipped
    Scenario Outline: the state of a node called <encoded> is that of <name>
      When admin asks for "node_states/<encoded>"
      Then the answer is 200
      And a node that the answer names is "<name>", not "<encoded>"

      Examples:
        | encoded | name  |
        | a%20b   | a b   |
        | a%2Fb   | a/b   |

    @REQUESTS-107 @may
    Scenario Outline: the path <path> with an invalid encoding is answered 400
      When admin asks for "<path>"
      Then the answer is 400
      And the answer has an error body

      Examples:
        | path              |
        | node_states/%zz   |
        | node_states/web%2 |
        | node_states/%ff   |
