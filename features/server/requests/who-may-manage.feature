@may @needs:organisations
Feature: Organizations and principals are managed by admins and the superuser

  Rule: other users and clients may neither read nor change principals

    @REQUESTS-155
    Scenario Outline: a plain user may not send <method> to <path>
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
    Scenario Outline: a client that sends <method> to <path> is answered <status>
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
    Scenario Outline: <method> <path> without a signature is answered 400
      When <method> is sent to "<path>" without a signature
      Then the answer is 400

      Examples:
        | method | path                         |
        | POST   | /organizations               |
        | GET    | /users                       |
        | POST   | /organizations/{org}/clients |

  Rule: an admin manages only the organizations of which they are an admin

    @REQUESTS-158
    Scenario Outline: the admin of another organization may not send <method> to <path>
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
    Scenario: an admin deletes a user who is only in the admin's organization
      Given rebecca is a user of the organisation
      When admin sends DELETE to "/users/{rebecca}"
      Then the answer is 200

    @REQUESTS-160
    Scenario: an admin may not delete a user who is also in another organization
      Given another organisation
      And rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      When admin sends DELETE to "/users/{rebecca}"
      Then the answer is 403

    @REQUESTS-161
    Scenario: an admin may not delete an organization
      When admin sends DELETE to "/organizations/{org}"
      Then the answer is 403

  Rule: every member of the group admins is an admin

    @REQUESTS-162
    Scenario Outline: <who> may list groups as a member of admins
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
    Scenario: a member of a group in admins may list groups
      Given rebecca is a user of the organisation
      And the group admins has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca sends GET to "/organizations/{org}/groups"
      Then the answer is 200

    @REQUESTS-164
    Scenario: a user who was removed from admins may not list groups
      Given admin has sent PUT to "/organizations/{org}/groups/admins" with:
        """
        { "groupname": "admins", "actors": { "users": [], "clients": [], "groups": [] } }
        """
      When admin sends GET to "/organizations/{org}/groups"
      Then the answer is 403
