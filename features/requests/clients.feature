@may @needs:organisations
Feature: Clients are managed as on a Chef server

  Rule: a client is made with a key that is given or drawn

    @REQUESTS-046
    Scenario: with a key
      Given web1 is to become a client
      When admin sends POST to "/organizations/{org}/clients" with:
        """
        { "name": "{web1}", "public_key": "{key of web1}" }
        """
      Then the answer is 201 with the body:
        """
        {
          "uri": "{server}/organizations/{org}/clients/{web1}",
          "chef_key": {
            "name": "default", "uri": "{server}/organizations/{org}/clients/{web1}/keys/default",
            "public_key": "{key of web1}", "expiration_date": "infinity"
          }
        }
        """

    @REQUESTS-047
    Scenario: with a key that the server draws and shows once
      Given web1 is to become a client
      When admin sends POST to "/organizations/{org}/clients" with:
        """
        { "name": "{web1}", "admin": false, "create_key": true }
        """
      Then the answer is 201 with the body:
        """
        {
          "uri": "{server}/organizations/{org}/clients/{web1}",
          "chef_key": {
            "name": "default", "uri": "{server}/organizations/{org}/clients/{web1}/keys/default",
            "public_key": "<public key>", "expiration_date": "infinity", "private_key": "<private key>"
          },
          "private_key": "<private key>"
        }
        """

    @REQUESTS-048
    Scenario: the key that was drawn signs at once
      Given web1 is to become a client
      And admin has sent POST to "/organizations/{org}/clients" with:
        """
        { "clientname": "{web1}" }
        """
      And web1 has the key that was answered
      When web1 asks for the configuration of web1
      Then the answer is 200

  Rule: clients are shown and listed

    @REQUESTS-049
    Scenario: one of them
      Given web1 is a client of the organisation
      When admin sends GET to "/organizations/{org}/clients/{web1}"
      Then the answer is 200 with the body:
        """
        {
          "name": "{web1}", "clientname": "{web1}", "orgname": "{org}", "validator": false,
          "json_class": "Chef::ApiClient", "chef_type": "client", "public_key": "{key of web1}"
        }
        """

    @REQUESTS-050
    Scenario: all of them
      Given web1 is a client of the organisation
      And web2 is a client of the organisation
      When admin sends GET to "/organizations/{org}/clients"
      Then the answer lists "{web1}" as "{server}/organizations/{org}/clients/{web1}"
      And the answer lists "{web2}" as "{server}/organizations/{org}/clients/{web2}"

    @REQUESTS-051
    Scenario: one of another organisation
      Given another organisation
      And web1 is a client of the organisation
      When the admin of the other organisation sends GET to "/organizations/{other org}/clients/{web1}"
      Then the answer is 404
