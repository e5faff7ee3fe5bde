@may @needs:organisations
Feature: Groups are managed as on a Chef server

  Rule: a group is made empty, filled and shown

    @REQUESTS-064
    Scenario: an admin makes an empty group
      When admin sends POST to "/organizations/{org}/groups" with:
        """
        { "groupname": "pushy_job_writers" }
        """
      Then the answer is 201 with the body:
        """
        { "uri": "{server}/organizations/{org}/groups/pushy_job_writers" }
        """

    @REQUESTS-065
    Scenario: an admin adds a user, a client and a group to a group
      Given rebecca is a user of the organisation
      And web1 is a client of the organisation
      And the group inner1 has nobody in it
      And admin has sent POST to "/organizations/{org}/groups" with:
        """
        { "groupname": "pushy_job_writers" }
        """
      When admin sends PUT to "/organizations/{org}/groups/pushy_job_writers" with:
        """
        {
          "groupname": "pushy_job_writers",
          "actors": { "users": ["{rebecca}"], "clients": ["{web1}"], "groups": ["inner1"] }
        }
        """
      Then the answer is 200 with the body:
        """
        {
          "actors": ["{rebecca}", "{web1}"], "users": ["{rebecca}"], "clients": ["{web1}"], "groups": ["inner1"],
          "orgname": "{org}", "name": "pushy_job_writers", "groupname": "pushy_job_writers"
        }
        """

    # as on a Chef server, which looks users up by name alone
    @REQUESTS-060
    Scenario: an admin adds a user of no organization to a group
      Given shrek is a user of no organisation
      And the group inner1 has nobody in it
      When admin sends PUT to "/organizations/{org}/groups/inner1" with:
        """
        { "actors": { "users": ["{shrek}"], "clients": [], "groups": [] } }
        """
      Then the answer is 200 with the body:
        """
        {
          "actors": ["{shrek}"], "users": ["{shrek}"], "clients": [], "groups": [],
          "orgname": "{org}", "name": "inner1", "groupname": "inner1"
        }
        """

    @REQUESTS-066
    Scenario: a group is shown with its members
      Given rebecca is a user of the organisation
      And the group inner1 has rebecca in it
      When admin sends GET to "/organizations/{org}/groups/inner1"
      Then the answer is 200 with the body:
        """
        {
          "actors": ["{rebecca}"], "users": ["{rebecca}"], "clients": [], "groups": [],
          "orgname": "{org}", "name": "inner1", "groupname": "inner1"
        }
        """

    @REQUESTS-067
    Scenario: an admin removes every member of a group
      Given rebecca is a user of the organisation
      And the group inner1 has rebecca in it
      When admin sends PUT to "/organizations/{org}/groups/inner1" with:
        """
        { "groupname": "inner1", "actors": { "users": [], "clients": [], "groups": [] } }
        """
      Then the answer is 200 with the body:
        """
        {
          "actors": [], "users": [], "clients": [], "groups": [],
          "orgname": "{org}", "name": "inner1", "groupname": "inner1"
        }
        """

  Rule: groups are listed, including those that every organization has

    @REQUESTS-068
    Scenario Outline: the group <group> is listed with its URI
      Given the group inner1 has nobody in it
      When admin sends GET to "/organizations/{org}/groups"
      Then the answer lists "<group>" as "{server}/organizations/{org}/groups/<group>"

      Examples:
        | group   |
        | inner1  |
        | admins  |
        | users   |
        | clients |

    @REQUESTS-069
    Scenario: users are in the group users from the start
      Given rebecca is a user of the organisation
      When admin sends GET to "/organizations/{org}/groups/users"
      Then the answer is 200 with the body:
        """
        {
          "actors": ["{admin}", "{rebecca}"], "users": ["{admin}", "{rebecca}"], "clients": [], "groups": [],
          "orgname": "{org}", "name": "users", "groupname": "users"
        }
        """
