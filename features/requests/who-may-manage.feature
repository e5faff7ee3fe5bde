@may @needs:organisations
Feature: Organisations and principals are managed by admins and the superuser

  Rule: nobody else may, not even look

    @REQUESTS-155
    Scenario Outline: a user sends <method> to <path>
      Given rebecca is a user of the organisation
      And web1 is a client of the organisation
      When rebecca sends <method> to "<path>"
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """

      Examples: of the whole server
        | method | path           |
        | GET    | /organizations |
        | POST   | /organizations |
        | GET    | /users         |
        | POST   | /users         |
        | GET    | /users/{admin} |
        | DELETE | /users/{admin} |

      Examples: of an organisation
        | method | path                                  |
        | GET    | /organizations/{org}                  |
        | DELETE | /organizations/{org}                  |
        | GET    | /organizations/{org}/users            |
        | POST   | /organizations/{org}/users            |
        | DELETE | /organizations/{org}/users/{admin}    |
        | GET    | /organizations/{org}/clients          |
        | POST   | /organizations/{org}/clients          |
        | GET    | /organizations/{org}/clients/{web1}   |
        | PUT    | /organizations/{org}/clients/{web1}   |
        | DELETE | /organizations/{org}/clients/{web1}   |
        | GET    | /organizations/{org}/groups           |
        | POST   | /organizations/{org}/groups           |
        | GET    | /organizations/{org}/groups/admins    |
        | PUT    | /organizations/{org}/groups/admins    |
        | DELETE | /organizations/{org}/groups/admins    |
        | GET    | /organizations/{org}/principals/admin |

    @REQUESTS-156
    Scenario Outline: a client sends <method> to <path>
      Given web1 is a client of the organisation
      When web1 sends <method> to "<path>"
      Then the answer is <status>

      Examples: outside its organisation it is not known
        | method | path                                | status |
        | GET    | /organizations/{org}/clients/{web1} | 403    |
        | PUT    | /organizations/{org}/clients/{web1} | 403    |
        | GET    | /organizations/{org}/groups         | 403    |
        | GET    | /organizations                      | 401    |
        | POST   | /users                              | 401    |

    @REQUESTS-157
    Scenario Outline: without a signature <method> <path>
      When <method> is sent to "<path>" without a signature
      Then the answer is 400

      Examples:
        | method | path                         |
        | POST   | /organizations               |
        | GET    | /users                       |
        | POST   | /organizations/{org}/clients |

  Rule: an admin manages the organisations that he is admin of

    @REQUESTS-158
    Scenario Outline: another's admin sends <method> to <path>
      Given another organisation
      And rebecca is a user of the organisation
      When the admin of the other organisation sends <method> to "<path>"
      Then the answer is 403

      Examples:
        | method | path                               |
        | GET    | /organizations/{org}               |
        | GET    | /organizations/{org}/users         |
        | POST   | /organizations/{org}/clients       |
        | PUT    | /organizations/{org}/groups/admins |
        | DELETE | /organizations/{org}               |
        | DELETE | /users/{rebecca}                   |

    @REQUESTS-159
    Scenario: a user who is in his organisations alone is deleted by him
      Given rebecca is a user of the organisation
      When admin sends DELETE to "/users/{rebecca}"
      Then the answer is 200

    @REQUESTS-160
    Scenario: a user who is in another, too, is not
      Given another organisation
      And rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      When admin sends DELETE to "/users/{rebecca}"
      Then the answer is 403

    @REQUESTS-161
    Scenario: only the superuser deletes an organisation
      When admin sends DELETE to "/organizations/{org}"
      Then the answer is 403

  Rule: admin is whoever is in the group admins

    @REQUESTS-162
    Scenario Outline: <who>
      Given rebecca is a user of the organisation
      And web1 is a client of the organisation
      And the group admins has <who> in it
      When <who> sends GET to "/organizations/{org}/groups"
      Then the answer is 200

      Examples:
        | who     |
        | rebecca |
        | web1    |

    @REQUESTS-163
    Scenario: somebody in a group in it
      Given rebecca is a user of the organisation
      And the group admins has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca sends GET to "/organizations/{org}/groups"
      Then the answer is 200

    @REQUESTS-164
    Scenario: somebody who is in it no more
      Given admin has sent PUT to "/organizations/{org}/groups/admins" with:
        """
        { "groupname": "admins", "actors": { "users": [], "clients": [], "groups": [] } }
        """
      When admin sends GET to "/organizations/{org}/groups"
      Then the answer is 403
