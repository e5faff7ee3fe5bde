@may @needs:organisations
Feature: Users are brought into organisations as on a Chef server

  Rule: a user of the organisation may ask in it, another may not

    @REQUESTS-014
    Scenario: he is brought in
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
    Scenario: he asks
      Given rebecca is a user of no organisation
      And admin has sent POST to "/organizations/{org}/users" with:
        """
        { "username": "{rebecca}" }
        """
      When rebecca asks for the jobs
      Then the answer is 200

    @REQUESTS-016
    Scenario: he is taken out
      Given rebecca is a user of the organisation
      When admin sends DELETE to "/organizations/{org}/users/{rebecca}"
      Then the answer is 200 with the body:
        """
        { "name": "{rebecca}" }
        """

    @REQUESTS-017
    Scenario: he is out, and asks
      Given rebecca is a user of the organisation
      And admin has sent DELETE to "/organizations/{org}/users/{rebecca}"
      When rebecca asks for the jobs
      Then the answer is 403 with the errors:
        """
        '{rebecca}' is not associated with organization '{org}'
        """

    @REQUESTS-018
    Scenario: who is out is in no group any more
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has rebecca in it
      And admin has sent DELETE to "/organizations/{org}/users/{rebecca}"
      When admin sends GET to "/organizations/{org}/groups/pushy_job_readers"
      Then the answer is 200 with the body:
        """
        {
          "actors": [], "users": [], "clients": [], "groups": [],
          "orgname": "{org}", "name": "pushy_job_readers", "groupname": "pushy_job_readers"
        }
        """

  Rule: they are listed

    @REQUESTS-019
    Scenario: two of them
      Given rebecca is a user of the organisation
      When admin sends GET to "/organizations/{org}/users"
      Then the answer is 200 with the body:
        """
        [ { "user": { "username": "{admin}" } }, { "user": { "username": "{rebecca}" } } ]
        """

  Rule: what cannot be is refused

    @REQUESTS-020
    Scenario Outline: <body>
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
    Scenario: somebody who was never in
      Given rebecca is a user of no organisation
      When admin sends DELETE to "/organizations/{org}/users/{rebecca}"
      Then the answer is 404
      And the answer has an error body
