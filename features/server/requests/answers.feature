@should
Feature: What every response has
  # protocol §1 (error bodies), §10 on errors and HEAD

  Rule: a response has its content type and its date

    @REQUESTS-007 @needs:feeds @needs:org-feed @needs:capture
    Scenario Outline: the response to GET <path> has the type <type> and a date
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

      @documented
      Examples: what one dialect alone has
        | path                             | status | type                     |
        | jobs_status_feed/{job}           | 200    | text/event-stream        |
        | jobs_status_feed                 | 200    | text/event-stream        |

      Examples:
        | path                             | status | type                     |
        | jobs/0123                        | 404    | application/json         |
        | nothing_of_the_kind              | 404    | application/json         |
        | jobs/{job}/output/ghost/stdout   | 404    | application/json         |

      Examples: the same in both dialects
        | path                  | status | type              |
        | job_status_feed/{job} | 200    | text/event-stream |
        | job_status_feed       | 200    | text/event-stream |

    @REQUESTS-008
    Scenario: the response to the start of a job has its type and a date
      When admin starts a job
      Then the answer is 201
      And the answer's "Content-Type" is "application/json"
      And the answer's date is now

    @REQUESTS-009
    Scenario: the response to a request that is rejected has its type and a date
      When the jobs are asked for without a signature
      Then the answer is 400
      And the answer's "Content-Type" is "application/json"
      And the answer's date is now

  Rule: every error is JSON and declared so

    @REQUESTS-168
    Scenario: the response to a request without a signature is a JSON error
      When GET is sent to "jobs" without a signature
      Then the answer is 400
      And the answer has an error body

    @REQUESTS-169
    Scenario: the response to an unknown user is a JSON error
      When somebody unknown sends GET to "jobs"
      Then the answer is 401
      And the answer has an error body

    @REQUESTS-170 @needs:organisations
    Scenario: the response to a user without permission is a JSON error
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca sends GET to "jobs"
      Then the answer is 403
      And the answer has an error body

    @REQUESTS-171
    Scenario: the response about an unknown organization is a JSON error
      When admin sends GET to "/organizations/no-such-organisation/pushy/jobs"
      Then the answer is 404
      And the answer has an error body

    @REQUESTS-172 @needs:feeds @needs:capture
    Scenario Outline: the response about <path>, which does not exist, is a JSON error
      Given a job of the past
      When admin asks for "<path>" accepting "*/*"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                           |
        | jobs/0123                      |
        | jobs/0123/output/web1/stdout   |
        | jobs/{job}/output/ghost/stdout |

      @documented
      Examples: what one dialect alone has
        | path              |
        | node_states/ghost |
        | connect/ghost     |

  Rule: HEAD is answered like GET, without the body

    @REQUESTS-010 @needs:feeds @needs:organisations
    Scenario Outline: HEAD <path> is answered like GET without a body
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
    Scenario: HEAD of the output of a node has its length and no body
      Given a job of the past
      When admin sends HEAD to "jobs/{job}/output/{web1}/stdout" with the header "Accept" set to "*/*"
      Then the answer is 200
      And the answer's "Content-Length" is "4"
      And the answer has no body

    @REQUESTS-012
    Scenario: HEAD without a signature is rejected
      When HEAD is sent to "jobs" without a signature
      Then the answer is 400

  Rule: conditions in headers are ignored, since nothing is cached

    @REQUESTS-013
    Scenario Outline: a request with the header <header> is answered 200
      When admin sends GET to "jobs" with the header "<header>" set to "<value>"
      Then the answer is 200

      Examples:
        | header            | value                         |
        | If-None-Match     | *                             |
        | If-Modified-Since | Fri, 31 Dec 2100 00:00:00 GMT |
