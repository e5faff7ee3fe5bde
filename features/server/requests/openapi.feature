@extension @needs:openapi
Feature: The interface has an OpenAPI document

  Rule: in the documented dialect everybody can read the OpenAPI document

    @REQUESTS-072 @documented
    Scenario: the OpenAPI document is asked for without a signature
      When GET is sent to "/openapi.json" without a signature
      Then the answer is 200
      And the answer is an OpenAPI document of version "3.1.0"

    @REQUESTS-073 @documented
    Scenario Outline: the OpenAPI document describes <methods> of <path>
      When GET is sent to "/openapi.json" without a signature
      Then the answer describes <methods> of "<path>"

      Examples:
        | path                                                      | methods             |
        | /pushy/_status                                            | GET                 |
        | /organizations/{org}/pushy/jobs                           | GET and POST        |
        | /organizations/{org}/pushy/jobs/{id}                      | GET                 |
        | /organizations/{org}/pushy/jobs/{id}/output/{node}/stdout | GET                 |
        | /organizations/{org}/pushy/jobs/{id}/output/{node}/stderr | GET                 |
        | /organizations/{org}/pushy/jobs_status_feed               | GET                 |
        | /organizations/{org}/pushy/jobs_status_feed/{id}          | GET                 |
        | /organizations/{org}/pushy/job_status_feed                | GET                 |
        | /organizations/{org}/pushy/job_status_feed/{id}           | GET                 |
        | /organizations/{org}/pushy/node_states                    | GET                 |
        | /organizations/{org}/pushy/node_states/{node}             | GET                 |
        | /organizations/{org}/pushy/connect/{node}                 | GET                 |
        | /organizations/{org}/pushy/config/{node}                  | GET                 |
        | /organizations                                            | GET and POST        |
        | /organizations/{org}                                      | GET and DELETE      |
        | /users                                                    | GET and POST        |
        | /users/{user}                                             | GET and DELETE      |
        | /organizations/{org}/users                                | GET and POST        |
        | /organizations/{org}/users/{user}                         | DELETE              |
        | /organizations/{org}/clients                              | GET and POST        |
        | /organizations/{org}/clients/{client}                     | GET, PUT and DELETE |
        | /organizations/{org}/groups                               | GET and POST        |
        | /organizations/{org}/groups/{group}                       | GET, PUT and DELETE |
        | /organizations/{org}/principals/{principal}               | GET                 |

  Rule: the shipped server has no OpenAPI document

    @REQUESTS-074 @shipped
    Scenario: the OpenAPI document is asked for without a signature
      When GET is sent to "/openapi.json" without a signature
      Then the answer is 404
