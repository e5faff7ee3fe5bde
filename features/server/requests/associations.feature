@may @needs:organisations
Feature: Users are added to organizations as on a Chef server

  Rule: a user has access only as a member of the organization

    @REQUESTS-014
    Scenario: an admin adds a user to the organization
      Given rebecca is a user of no organisation
      When admin sends POST to "/organizations/{org}/users" with:
        """
        { "username": "{rebecca}" }
        """
      Then the answer is 201 with the body:
        """
        { "uri": "{server}/organizations/{org}/users/{rebecca}" }
        """

    @REQUESTS-015
    Scenario: a user who was added may read the jobs
      Given rebecca is a user of no organisation
      And admin has sent POST to "/organizations/{org}/users" with:
        """
        { "username": "{rebecca}" }
        """
      When rebecca asks for the jobs
      Then the answer is 200

    @REQUESTS-016
    Scenario: an admin removes a user from the organization
      Given rebecca is a user of the organisation
      When admin sends DELETE to "/organizations/{org}/users/{rebecca}"
      Then the answer is 200 with the body:
        """
        { "name": "{rebecca}" }
        """

    @REQUESTS-017
    Scenario: a user who was removed may not read the jobs
      Given rebecca is a user of the organisation
      And admin has sent DELETE to "/organizations/{org}/users/{rebecca}"
      When rebecca asks for the jobs
      Then the answer is 403 with the errors:
        """
        '{rebecca}' is not associated with organization '{org}'
        """

    @REQUESTS-018
    Scenario: a user who was removed stays in the groups of the organization
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has rebecca in it
      And admin has sent DELETE to "/organizations/{org}/users/{rebecca}"
      When admin sends GET to "/organizations/{org}/groups/pushy_job_readers"
      Then the answer is 200 with the body:
        """
        {
          "actors": [ "{rebecca}" ], "users": [ "{rebecca}" ], "clients": [], "groups": [],
          "orgname": "{org}", "name": "pushy_job_readers", "groupname": "pushy_job_readers"
        }
        """

    @REQUESTS-166
    Scenario: a user in the group admins cannot be removed from the organization
      Given rebecca is a user of the organisation
      And the group admins has rebecca in it
      When admin sends DELETE to "/organizations/{org}/users/{rebecca}"
      Then the answer is 403

  Rule: the users of an organization are listed

    @REQUESTS-019
    Scenario: both users of an organization are listed
      Given rebecca is a user of the organisation
      When admin sends GET to "/organizations/{org}/users"
      Then the answer is 200 with the body:
        """
        [ { "user": { "username": "{admin}" } }, { "user": { "username": "{rebecca}" } } ]
        """

  Rule: a request that adds or removes an invalid user is rejected

    @REQUESTS-020
    Scenario Outline: a request to add a user with the body <body> is answered <status>
      When admin sends POST to "/organizations/{org}/users" with:
        """
        <body>
        """
      Then the answer is <status> with an error that begins "<error>"

      Examples:
        | body                        | status | error                            |
        | { "username": "{admin}" }   | 409    | Association already exists       |
        | { "username": "{unknown}" } | 404    | User '{unknown}' does not exist. |
        | {}                          | 400    | Field 'username' missing         |

    @REQUESTS-021
    Scenario: a request to remove a user who was never added is answered 404
      Given rebecca is a user of no organisation
      When admin sends DELETE to "/organizations/{org}/users/{rebecca}"
      Then the answer is 404
      And the answer has an error body
