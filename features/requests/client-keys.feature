@may @needs:organisations
Feature: The key of a client is replaced as on a Chef server

  Rule: a client may be given another key

    @REQUESTS-036
    Scenario: it is answered
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
    Scenario Outline: it asks with its <key> key
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
    Scenario Outline: the server draws one when <asked>
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

  Rule: a client that is deleted is nobody, and made again signs at once

    @REQUESTS-039
    Scenario: it is answered who was
      Given web1 is a client of the organisation
      When admin sends DELETE to "/organizations/{org}/clients/{web1}"
      Then the answer is 200 with the body:
        """
        { "name": "{web1}" }
        """

    @REQUESTS-040
    Scenario: it asks
      Given web1 is a client of the organisation
      And admin has sent DELETE to "/organizations/{org}/clients/{web1}"
      When web1 asks for the jobs
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as '{web1}'. Ensure that your node_name and client key are correct.
        """

    @REQUESTS-041
    Scenario Outline: it is made again, and asks with its <key> key
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
