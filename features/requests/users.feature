@may @needs:organisations
Feature: Users are managed as on a Chef server

  Rule: a user is made with a key that is given or drawn

    @REQUESTS-146
    Scenario: with a key
      Given rebecca is to become a user
      When admin sends POST to "/users" with:
        """
        { "username": "{rebecca}", "email": "rebecca@example.com", "public_key": "{key of rebecca}" }
        """
      Then the answer is 201 with the body:
        """
        {
          "uri": "{server}/users/{rebecca}",
          "chef_key": {
            "name": "default", "uri": "{server}/users/{rebecca}/keys/default",
            "public_key": "{key of rebecca}", "expiration_date": "infinity"
          }
        }
        """
      And the answer's "Location" is "{server}/users/{rebecca}"

    @REQUESTS-147
    Scenario: with a key that the server draws and shows once
      Given rebecca is to become a user
      When admin sends POST to "/users" with:
        """
        { "name": "{rebecca}", "create_key": true }
        """
      Then the answer is 201 with the body:
        """
        {
          "uri": "{server}/users/{rebecca}",
          "chef_key": {
            "name": "default", "uri": "{server}/users/{rebecca}/keys/default", "public_key": "<public key>",
            "expiration_date": "infinity", "private_key": "<private key>"
          },
          "private_key": "<private key>"
        }
        """

    @REQUESTS-148
    Scenario: the key that was drawn signs at once
      Given rebecca is to become a user
      And admin has sent POST to "/users" with:
        """
        { "username": "{rebecca}" }
        """
      And rebecca has the key that was answered
      And admin has sent POST to "/organizations/{org}/users" with:
        """
        { "username": "{rebecca}" }
        """
      When rebecca asks for the jobs
      Then the answer is 200

  Rule: users are shown and listed

    @REQUESTS-149
    Scenario: one of them
      Given rebecca is to become a user
      And admin has sent POST to "/users" with:
        """
        { "username": "{rebecca}", "display_name": "Rebecca W", "first_name": "Rebecca", "middle_name": "M",
          "last_name": "W", "email": "rebecca@example.com", "public_key": "{key of rebecca}" }
        """
      When admin sends GET to "/users/{rebecca}"
      Then the answer is 200 with the body:
        """
        {
          "username": "{rebecca}", "name": "{rebecca}", "display_name": "Rebecca W", "first_name": "Rebecca",
          "middle_name": "M", "last_name": "W", "email": "rebecca@example.com", "public_key": "{key of rebecca}"
        }
        """

    @REQUESTS-150
    Scenario: all of them
      Given rebecca is a user of no organisation
      When admin sends GET to "/users"
      Then the answer is 200
      And the answer lists "{rebecca}" as "{server}/users/{rebecca}"

    @REQUESTS-151
    Scenario: one that is not
      When admin sends GET to "/users/{unknown}"
      Then the answer is 404 with the errors:
        """
        User '{unknown}' does not exist.
        """

  Rule: a user who is deleted is nobody

    @REQUESTS-152
    Scenario: it is answered who was
      Given rebecca is a user of the organisation
      When admin sends DELETE to "/users/{rebecca}"
      Then the answer is 200 with the body:
        """
        { "name": "{rebecca}" }
        """

    @REQUESTS-153
    Scenario: he asks
      Given rebecca is a user of the organisation
      And admin has sent DELETE to "/users/{rebecca}"
      When rebecca asks for the jobs
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as '{rebecca}'. Ensure that your node_name and client key are correct.
        """

    @REQUESTS-154
    Scenario: the superuser cannot be deleted
      When pivotal sends DELETE to "/users/pivotal"
      Then the answer is 403
      And the answer has an error body
