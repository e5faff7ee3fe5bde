@should
Feature: The body of a request is JSON and declared so
  # protocol §1 (415), §10 on what the shipped server does with a body that is no JSON

  Rule: a body must be declared as JSON

    @REQUESTS-025
    Scenario Outline: a job that is declared as "<type>" is answered <status>
      When admin posts a job declared as "<type>"
      Then the answer is <status>

      Examples:
        | type                              | status |
        | application/json                  | 201    |
        | application/json; charset=utf-8   | 201    |
        | Application/JSON                  | 201    |
        | text/plain                        | 415    |
        | application/x-www-form-urlencoded | 415    |
        | application/jsonp                 | 415    |
        | what                              | 415    |

    @REQUESTS-026 @needs:organisations
    Scenario: a job that is declared as text/plain is rejected and not made
      When admin posts a job declared as "text/plain"
      Then the answer is 415
      And the answer has an error body
      And the answer has no "Location"
      And no job was made

    @REQUESTS-027
    Scenario: a job without a content type is rejected
      When admin posts a job that is not declared as anything
      Then the answer is 415
      And the answer has an error body

  Rule: a body must be valid JSON

    @REQUESTS-028 @needs:organisations
    Scenario Outline: a job with the body "<text>" is rejected as invalid JSON
      When admin posts the text "<text>" as a job
      Then the answer is 400 with the error "invalid JSON in request body"
      And no job was made

      Examples:
        | text               |
        |                    |
        | {                  |
        | {'command':'true'} |
        | {}{}               |
        | NaN                |

    @REQUESTS-029
    Scenario: a job with bytes that are not UTF-8 is rejected
      When admin posts a job whose command has bytes that are no UTF-8
      Then the answer is 400 with the error "invalid JSON in request body"

    @REQUESTS-030
    Scenario Outline: a job with the JSON body <text>, which is no object, is rejected
      When admin posts the text "<text>" as a job
      Then the answer is 400 with the error "an unknown validation error has occurred"

      Examples:
        | text |
        | []   |
        | null |
        | 17   |
        | true |

    @REQUESTS-031 @needs:organisations
    Scenario Outline: <method> <path> with the body "<text>" is rejected as invalid JSON
      When admin sends <method> to "<path>" with:
        """
        <text>
        """
      Then the answer is 400 with the errors:
        """
        the body is not valid JSON
        """

      Examples:
        | method | path                               | text |
        | POST   | /organizations                     | {    |
        | POST   | /users                             | {    |
        | POST   | /organizations/{org}/users         | {    |
        | POST   | /organizations/{org}/clients       | {    |
        | POST   | /organizations/{org}/groups        | {    |
        | PUT    | /organizations/{org}/groups/admins | {    |
