@may @needs:organisations
Feature: An invalid client is rejected

  Background:
    Given web1 is a client of the organisation

  Rule: a client needs a valid name of its own and a valid key

    @REQUESTS-042
    Scenario Outline: a new client with the body <body> is answered <status>
      When admin sends POST to "/organizations/{org}/clients" with:
        """
        <body>
        """
      Then the answer is <status> with an error that begins "<error>"

      Examples:
        | body                                      | status | error                                |
        | { "name": "{web1}" }                      | 409    | Client already exists                |
        | {}                                        | 400    | Field 'name' missing                 |
        | { "name": 17 }                            | 400    | Field 'name' invalid                 |
        | { "name": "a b" }                         | 400    | Invalid client name                  |
        | { "name": "." }                           | 400    | Invalid client name                  |
        | { "name": "web2", "public_key": "a key" } | 400    | public_key must be an RSA public key |
        | { "name": "web2", "public_key": 17 }      | 400    | Field 'public_key' invalid           |
        | "web2"                                    | 400    | the body must be a JSON object       |

    @REQUESTS-043
    Scenario: a client is rejected when a key is given and another is asked for
      When admin sends POST to "/organizations/{org}/clients" with:
        """
        { "name": "web2", "public_key": "{key of web1}", "create_key": true }
        """
      Then the answer is 400 with an error that begins "a public key may not be given"

  Rule: a client cannot be renamed

    @REQUESTS-044
    Scenario: a change of a client's name is rejected
      When admin sends PUT to "/organizations/{org}/clients/{web1}" with:
        """
        { "name": "web2" }
        """
      Then the answer is 400 with an error that begins "'{web1}' cannot be renamed"

  Rule: a client that does not exist cannot be changed

    @REQUESTS-045
    Scenario Outline: <method> of a client that does not exist is answered 404
      When admin sends <method> to "/organizations/{org}/clients/web2" with:
        """
        { "create_key": true }
        """
      Then the answer is 404 with the errors:
        """
        Client 'web2' does not exist.
        """

      Examples:
        | method |
        | PUT    |
        | DELETE |
