Feature: Paths, methods and what an answer may look like
  # protocol §1 (405, 406, 413, 415), §10; seeds: API, "Endpoints"

  Rule: another method on a known path is refused, with those that are offered

    Scenario Outline: <method> <path>
      When admin sends <method> to "<path>"
      Then the answer is 405
      And the answer allows "<allowed>"
      And the answer has an error body

      Examples:
        | method | path                            | allowed         |
        | PUT    | jobs                            | GET, HEAD, POST |
        | DELETE | jobs                            | GET, HEAD, POST |
        | PATCH  | jobs                            | GET, HEAD, POST |
        | POST   | jobs/0123                       | GET, HEAD       |
        | DELETE | jobs/0123                       | GET, HEAD       |
        | POST   | jobs/0123/output/web1/stdout    | GET, HEAD       |
        | POST   | node_states                     | GET, HEAD       |
        | PUT    | node_states/web1                | GET, HEAD       |
        | POST   | config/web1                     | GET, HEAD       |
        | DELETE | config/web1                     | GET, HEAD       |
        | POST   | job_status_feed                 | GET, HEAD       |
        | POST   | jobs_status_feed                | GET, HEAD       |
        | POST   | job_status_feed/0123            | GET, HEAD       |

  Rule: an unknown path is not found

    Scenario Outline: <path>
      When admin asks for "<path>"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                         |
        | nothing_of_the_kind          |
        | jobs/0123/nothing            |
        | jobs/0123/output/web1/stdin  |
        | jobs/0123                    |
        | jobs_status_feed/0123        |

  Rule: slashes too many change nothing, and the canonical path is what is signed

    Scenario Outline: <path>
      When admin asks for "<path>"
      Then the answer is 200

      Examples:
        | path          |
        | jobs/         |
        | //jobs        |
        | node_states// |

  Rule: an answer that the asker does not accept is not given

    Scenario Outline: <path> with Accept <accept>
      Given a job of the past
      When admin asks for "<path>" accepting "<accept>"
      Then the answer is <status>

      Examples:
        | path                            | accept                   | status |
        | jobs                            | */*                      | 200    |
        | jobs                            | application/json         | 200    |
        | jobs                            | text/html                | 406    |
        | jobs                            | application/json;q=0     | 406    |
        | node_states                     | text/plain               | 406    |
        | job_status_feed                 | application/json         | 406    |
        | job_status_feed/{job}           | application/json         | 406    |
        | job_status_feed/{job}           | text/event-stream        | 200    |
        | jobs_status_feed/{job}          | application/event-stream | 200    |
        | jobs/{job}/output/web1/stdout   | application/octet-stream | 200    |
        | jobs/{job}/output/web1/stdout   | text/html                | 406    |

  Rule: a body is JSON and says so

    Scenario: a job that is not declared as JSON
      When admin posts a job declared as "text/plain"
      Then the answer is 415
      And the answer has an error body

    Scenario: a body that is not JSON
      When admin posts the text "{" as a job
      Then the answer is 400
      And the answer has an error body

    Scenario: an empty body
      When admin posts the text "" as a job
      Then the answer is 400
      And the answer has an error body

  Rule: a body has at most 1,000,000 bytes

    Scenario: one byte more
      When admin posts a job of 1000001 bytes
      Then the answer is 413
      And the answer has an error body

    Scenario: just as many
      When admin posts a job of 1000000 bytes
      Then the answer is 201
