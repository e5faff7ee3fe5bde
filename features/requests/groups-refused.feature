@may @needs:organisations
Feature: What cannot be a group is refused

  Background:
    Given the group inner1 has nobody in it

  Rule: a group has a name that is its own

    @REQUESTS-058
    Scenario Outline: <body>
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

  Rule: it holds those that there are

    @REQUESTS-059
    Scenario Outline: <actors>
      When admin sends PUT to "/organizations/{org}/groups/inner1" with:
        """
        { "groupname": "inner1", "actors": <actors> }
        """
      Then the answer is 400 with an error that begins "<error>"

      Examples:
        | actors                             | error                                        |
        | { "users": ["{unknown}"] }         | Not in this organization: users '{unknown}'. |
        | { "clients": ["web9"] }            | Not in this organization: clients 'web9'.    |
        | { "groups": ["inner9", "inner8"] } | Not in this organization: groups             |
        | { "users": "rebecca" }             | Field 'actors' invalid                       |
        | { "users": [17] }                  | Field 'actors' invalid                       |
        | ["rebecca"]                        | Field 'actors' invalid                       |
        | null                               | Field 'actors' invalid                       |

    @REQUESTS-060
    Scenario: a user who is in no organisation
      Given shrek is a user of no organisation
      When admin sends PUT to "/organizations/{org}/groups/inner1" with:
        """
        { "actors": { "users": ["{shrek}"] } }
        """
      Then the answer is 400 with an error that begins "Not in this organization: users '{shrek}'."

  Rule: one that is not cannot be shown, changed or deleted, and none is renamed

    @REQUESTS-061
    Scenario Outline: <method>
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
    Scenario: it is asked for
      When admin sends GET to "/organizations/{org}/groups/inner9"
      Then the answer is 404

    @REQUESTS-063
    Scenario: another name
      When admin sends PUT to "/organizations/{org}/groups/inner1" with:
        """
        { "groupname": "inner2", "actors": {} }
        """
      Then the answer is 400 with an error that begins "'inner1' cannot be renamed"
