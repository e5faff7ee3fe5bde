@may @needs:organisations
Feature: Clients are managed as on a Chef server

  Rule: a client is made with a key that it brings or that the server makes

    @REQUESTS-046
    Scenario: a client is made with the key that it brings
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
    Scenario: a client is made with a new key that the server shows once
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
    Scenario: a client signs a request with its new key at once
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
    Scenario: a client is shown with its key
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
    Scenario: all clients are listed with their URIs
      Given web1 is a client of the organisation
      And web2 is a client of the organisation
      When admin sends GET to "/organizations/{org}/clients"
      Then the answer lists "{web1}" as "{server}/organizations/{org}/clients/{web1}"
      And the answer lists "{web2}" as "{server}/organizations/{org}/clients/{web2}"

    @REQUESTS-051
    Scenario: a client of another organization is not found
      Given another organisation
      And web1 is a client of the organisation
      When the admin of the other organisation sends GET to "/organizations/{other org}/clients/{web1}"
      Then the answer is 404
