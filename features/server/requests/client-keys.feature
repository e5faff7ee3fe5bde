@may @needs:organisations
Feature: The key of a client is replaced as on a Chef server

  Rule: the key of a client can be replaced

    @REQUESTS-036
    Scenario: the response to a new key shows the client with it
      Given web1 is a client of the organisation
      And web1 has another key
      When admin sends PUT to "/organizations/{org}/clients/{web1}" with:
        """
        { "name": "{web1}", "public_key": "{key of web1}" }
        """
      Then the answer is 200 with the body:
        """
        {
          "name": "{web1}", "clientname": "{web1}", "orgname": "{org}", "validator": false,
          "json_class": "Chef::ApiClient", "chef_type": "client", "public_key": "{key of web1}",
          "chef_key": {
            "name": "default", "uri": "{server}/organizations/{org}/clients/{web1}/keys/default",
            "public_key": "{key of web1}", "expiration_date": "infinity"
          }
        }
        """

    @REQUESTS-037
    Scenario Outline: a client whose key was replaced is answered <status> with its <key> key
      Given web1 is a client of the organisation
      And web1 has another key
      And admin has sent PUT to "/organizations/{org}/clients/{web1}" with:
        """
        { "public_key": "{key of web1}" }
        """
      And web1 has the <key> key
      When web1 asks for the jobs
      Then the answer is <status>

      Examples:
        | key   | status |
        | new   | 200    |
        | first | 401    |

    @REQUESTS-038
    Scenario Outline: the server makes a new key for a client when <asked> is true
      Given web1 is a client of the organisation
      And admin has sent PUT to "/organizations/{org}/clients/{web1}" with:
        """
        { <asked>: true }
        """
      And web1 has the key that was answered
      When web1 asks for the jobs
      Then the answer is 200

      Examples:
        | asked         |
        | "create_key"  |
        | "private_key" |

  Rule: a client that is deleted is unknown until it is made again

    @REQUESTS-039
    Scenario: the response to the deletion of a client names it
      Given web1 is a client of the organisation
      When admin sends DELETE to "/organizations/{org}/clients/{web1}"
      Then the answer is 200 with the body:
        """
        { "name": "{web1}" }
        """

    @REQUESTS-040
    Scenario: a client that was deleted is not authenticated
      Given web1 is a client of the organisation
      And admin has sent DELETE to "/organizations/{org}/clients/{web1}"
      When web1 asks for the jobs
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as '{web1}'. Ensure that your node_name and client key are correct.
        """

    @REQUESTS-041
    Scenario Outline: a client that was made again with a new key is answered <status> with its <key> key
      Given web1 is a client of the organisation
      And web1 has another key
      And admin has sent DELETE to "/organizations/{org}/clients/{web1}"
      And admin has sent POST to "/organizations/{org}/clients" with:
        """
        { "name": "{web1}", "public_key": "{key of web1}" }
        """
      And web1 has the <key> key
      When web1 asks for the configuration of web1
      Then the answer is <status>

      Examples:
        | key   | status |
        | new   | 200    |
        | first | 401    |
