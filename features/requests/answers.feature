@should
Feature: What every answer has
  # protocol §1 (error bodies), §10 on errors and HEAD

  Rule: an answer says what it is and when it was given

    @REQUESTS-007 @needs:feeds @needs:org-feed @needs:capture
    Scenario Outline: <path>
      Given a job of the past
      When admin asks for "<path>" accepting "*/*"
      Then the answer is <status>
      And the answer's "Content-Type" is "<type>"
      And the answer's date is now

      Examples:
        | path                             | status | type                     |
        | jobs                             | 200    | application/json         |
        | jobs/{job}                       | 200    | application/json         |
        | node_states                      | 200    | application/json         |
        | node_states/{web1}               | 200    | application/json         |
        | jobs/{job}/output/{web1}/stdout  | 200    | application/octet-stream |
        | jobs_status_feed/{job}           | 200    | text/event-stream        |
        | jobs_status_feed                 | 200    | text/event-stream        |
        | jobs/0123                        | 404    | application/json         |
        | nothing_of_the_kind              | 404    | application/json         |
        | jobs/{job}/output/ghost/stdout   | 404    | application/json         |

    @REQUESTS-008
    Scenario: one of a job that was started
      When admin starts a job
      Then the answer is 201
      And the answer's "Content-Type" is "application/json"
      And the answer's date is now

    @REQUESTS-009
    Scenario: one to a request that is refused
      When the jobs are asked for without a signature
      Then the answer is 400
      And the answer's "Content-Type" is "application/json"
      And the answer's date is now

  Rule: HEAD is answered as GET, without the body

    @REQUESTS-010 @needs:feeds @needs:organisations
    Scenario Outline: HEAD <path>
      Given a job of the past
      When admin sends HEAD to "<path>"
      Then the answer has no body
      And all else is as GET answers

      Examples:
        | path                 |
        | jobs                 |
        | jobs/{job}           |
        | node_states          |
        | node_states/{web1}   |
        | jobs/0123            |
        | nothing_of_the_kind  |

    @REQUESTS-011 @needs:feeds @needs:capture
    Scenario: HEAD of what was written
      Given a job of the past
      When admin sends HEAD to "jobs/{job}/output/{web1}/stdout" with the header "Accept" set to "*/*"
      Then the answer is 200
      And the answer's "Content-Length" is "4"
      And the answer has no body

    @REQUESTS-012
    Scenario: HEAD has to be signed, too
      When HEAD is sent to "jobs" without a signature
      Then the answer is 400

  Rule: nothing is cached, so every condition is met

    @REQUESTS-013
    Scenario Outline: <header>
      When admin sends GET to "jobs" with the header "<header>" set to "<value>"
      Then the answer is 200

      Examples:
        | header            | value                         |
        | If-None-Match     | *                             |
        | If-Modified-Since | Fri, 31 Dec 2100 00:00:00 GMT |
