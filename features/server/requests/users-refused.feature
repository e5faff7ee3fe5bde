@may @needs:organisations
Feature: An invalid user is rejected

  Rule: a user needs a valid name of their own and a valid key

    @REQUESTS-144
    Scenario Outline: a new user with the body <body> is answered <status>
      When admin sends POST to "/users" with:
        """
        <body>
        """
      Then the answer is <status> with an error that begins "<error>"

      Examples:
        | body                                               | status | error                                |
        | { "username": "{admin}" }                          | 409    | User already exists                  |
        | {}                                                 | 400    | Field 'username' missing             |
        | { "username": ["rebecca"] }                        | 400    | Field 'username' invalid             |
        | { "username": "a b" }                              | 400    | Invalid user name                    |
        | { "username": ".." }                               | 400    | Invalid user name                    |
        | { "username": "{unknown}", "public_key": "a key" } | 400    | public_key must be an RSA public key |

    @REQUESTS-145
    Scenario: a user is rejected when a key is given and another is asked for
      When admin sends POST to "/users" with:
        """
        { "username": "{unknown}", "public_key": "{key of admin}", "create_key": true }
        """
      Then the answer is 400 with an error that begins "a public key may not be given"
