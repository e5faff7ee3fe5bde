@may @needs:organisations
Feature: Users are managed as on a Chef server

  Rule: a user is made with a key that is given or that the server makes

    @REQUESTS-146
    Scenario: a user is made with the key that is given
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
    Scenario: a user is made with a new key that the server shows once
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
    Scenario: a user signs a request with the new key at once
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
    Scenario: a user is shown with names and key
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
    Scenario: all users are listed with their URIs
      Given rebecca is a user of no organisation
      When admin sends GET to "/users"
      Then the answer is 200
      And the answer lists "{rebecca}" as "{server}/users/{rebecca}"

    @REQUESTS-151
    Scenario: a user who does not exist is not found
      When admin sends GET to "/users/{unknown}"
      Then the answer is 404 with the errors:
        """
        User '{unknown}' does not exist.
        """

  Rule: a user who was deleted is unknown

    @REQUESTS-152
    Scenario: the response to the deletion of a user names the user
      Given rebecca is a user of the organisation
      When admin sends DELETE to "/users/{rebecca}"
      Then the answer is 200 with the body:
        """
        { "name": "{rebecca}" }
        """

    @REQUESTS-153
    Scenario: a user who was deleted is not authenticated
      Given rebecca is a user of the organisation
      And admin has sent DELETE to "/users/{rebecca}"
      When rebecca asks for the jobs
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as '{rebecca}'. Ensure that your node_name and client key are correct.
        """

    # at a server of its own: one that let it happen would have no superuser any more
    @REQUESTS-154 @needs:own-server
    Scenario: the superuser cannot be deleted
      Given a server of its own
      When pivotal sends DELETE to "/users/pivotal"
      Then the answer is 403
      And the answer has an error body
