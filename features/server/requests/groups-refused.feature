@may @needs:organisations
Feature: An invalid group is rejected

  Background:
    Given the group inner1 has nobody in it

  Rule: a group needs a valid name of its own

    @REQUESTS-058
    Scenario Outline: a new group with the body <body> is answered <status>
      When admin sends POST to "/organizations/{org}/groups" with:
        """
        <body>
        """
      Then the answer is <status> with an error that begins "<error>"

      Examples:
        | body                      | status | error                     |
        | { "groupname": "inner1" } | 409    | Group already exists      |
        | {}                        | 400    | Field 'groupname' missing |
        | { "groupname": 17 }       | 400    | Field 'groupname' invalid |
        | { "groupname": "a b" }    | 400    | Invalid group name        |

  Rule: a group contains only members that exist

    @REQUESTS-059
    Scenario Outline: a group with the members <actors> is rejected
      When admin sends PUT to "/organizations/{org}/groups/inner1" with:
        """
        { "groupname": "inner1", "actors": <actors> }
        """
      Then the answer is 400 with an error that begins "<error>"

      Examples:
        | actors                             | error                                        |
        | { "users": ["{unknown}"] }         | Not on this server: users '{unknown}'.       |
        | { "clients": ["web9"] }            | Not in this organization: clients 'web9'.    |
        | { "groups": ["inner9", "inner8"] } | Not in this organization: groups             |
        | { "users": "rebecca" }             | Field 'actors' invalid                       |
        | { "users": [17] }                  | Field 'actors' invalid                       |
        | ["rebecca"]                        | Field 'actors' invalid                       |
        | null                               | Field 'actors' invalid                       |

  Rule: a group that does not exist cannot be shown or changed, and no group can be renamed

    @REQUESTS-061
    Scenario Outline: <method> of a group that does not exist is answered 404
      When admin sends <method> to "/organizations/{org}/groups/inner9" with:
        """
        { "groupname": "inner9", "actors": {} }
        """
      Then the answer is 404 with the errors:
        """
        Group 'inner9' does not exist.
        """

      Examples:
        | method |
        | PUT    |
        | DELETE |

    @REQUESTS-062
    Scenario: GET of a group that does not exist is answered 404
      When admin sends GET to "/organizations/{org}/groups/inner9"
      Then the answer is 404

    @REQUESTS-063
    Scenario: a change of a group's name is rejected
      When admin sends PUT to "/organizations/{org}/groups/inner1" with:
        """
        { "groupname": "inner2", "actors": {} }
        """
      Then the answer is 400 with an error that begins "'inner1' cannot be renamed"
