@may @needs:organisations
Feature: Organizations are managed as on a Chef server

  Rule: an admin or the superuser makes an organization with its validator

    @REQUESTS-094
    Scenario: the superuser makes an organization
      When pivotal sends POST to "/organizations" with:
        """
        { "name": "{org}-2", "full_name": "Another" }
        """
      Then the answer is 201 with the body:
        """
        {
          "uri": "{server}/organizations/{org}-2", "clientname": "{org}-2-validator", "private_key": "<private key>"
        }
        """
      And the answer's "Location" is "{server}/organizations/{org}-2"

    @REQUESTS-095
    Scenario: an admin makes an organization and administers it
      Given admin has sent POST to "/organizations" with:
        """
        { "name": "{org}-2" }
        """
      When admin sends GET to "/organizations/{org}-2/groups/admins"
      Then the answer is 200 with the body:
        """
        {
          "actors": ["{admin}"], "users": ["{admin}"], "clients": [], "groups": [],
          "orgname": "{org}-2", "name": "admins", "groupname": "admins"
        }
        """

    @REQUESTS-096
    Scenario: a new admin of an organization can start jobs in it at once
      Given pivotal has sent POST to "/organizations" with:
        """
        { "name": "{org}-2" }
        """
      And pivotal has sent POST to "/organizations/{org}-2/users" with:
        """
        { "username": "{admin}" }
        """
      And pivotal has sent PUT to "/organizations/{org}-2/groups/admins" with:
        """
        { "groupname": "admins", "actors": { "users": ["{admin}"], "clients": [], "groups": [] } }
        """
      When admin sends POST to "/organizations/{org}-2/pushy/jobs" with:
        """
        { "command": "true", "nodes": ["ghost"] }
        """
      Then the answer is 201

  Rule: organizations are shown and listed

    @REQUESTS-097
    Scenario: an organization is shown with its names and its id
      Given pivotal has sent POST to "/organizations" with:
        """
        { "name": "{org}-2", "full_name": "Another" }
        """
      When pivotal sends GET to "/organizations/{org}-2"
      Then the answer is 200 with the body:
        """
        { "name": "{org}-2", "full_name": "Another", "guid": "<32 hex digits>" }
        """

    @REQUESTS-098
    Scenario: all organizations are listed with their URIs
      When admin sends GET to "/organizations"
      Then the answer is 200
      And the answer lists "{org}" as "{server}/organizations/{org}"

    @REQUESTS-099
    Scenario: an organization that does not exist is not found
      When pivotal sends GET to "/organizations/no-such-organisation"
      Then the answer is 404 with the errors:
        """
        organization 'no-such-organisation' does not exist.
        """

  Rule: an invalid organization is rejected

    @REQUESTS-100
    Scenario Outline: a new organization with the body <body> is answered <status>
      When pivotal sends POST to "/organizations" with:
        """
        <body>
        """
      Then the answer is <status> with an error that begins "<error>"

      Examples:
        | body                | status | error                          |
        | { "name": "{org}" } | 409    | Organization already exists    |
        | {}                  | 400    | Field 'name' missing           |
        | { "name": 17 }      | 400    | Field 'name' invalid           |
        | { "name": "" }      | 400    | Invalid organization name      |
        | { "name": "Loud" }  | 400    | Invalid organization name      |
        | { "name": "a b" }   | 400    | Invalid organization name      |
        | { "name": "-a" }    | 400    | Invalid organization name      |
        | []                  | 400    | the body must be a JSON object |
