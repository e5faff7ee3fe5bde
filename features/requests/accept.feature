@should @doc:org-feed @doc:job-feed
Feature: An answer that the asker does not accept is not given
  # protocol §1 (406), §2 and §7; seeds: API, "jobs_status_feed" and "jobs_status_feed/JOBID": the Accept header;
  # for that of a job's output: features/output/asking.feature

  Rule: what is no stream and no output is JSON

    @REQUESTS-001 @needs:feeds
    Scenario Outline: <path> with Accept <accept>
      Given a job on ghost has ended as quorum_failed
      When admin asks for "<path>" accepting "<accept>"
      Then the answer is <status>

      Examples:
        | path             | accept                           | status |
        | jobs             | */*                              | 200    |
        | jobs             | application/*                    | 200    |
        | jobs             | application/json                 | 200    |
        | jobs             | Application/JSON                 | 200    |
        | jobs             | application/json; charset=utf-8  | 200    |
        | jobs             | text/html, application/json;q=.1 | 200    |
        | jobs             | text/html                        | 406    |
        | jobs             | application/json;q=0             | 406    |
        | jobs/{job}       | text/html                        | 406    |
        | node_states      | text/plain                       | 406    |
        | node_states/web1 | text/plain                       | 406    |

    @REQUESTS-002
    Scenario: a request without the header
      When admin asks for the jobs without the header "Accept"
      Then the answer is 200

    @REQUESTS-003
    Scenario: the refusal has a body all the same
      When admin asks for "jobs" accepting "text/html"
      Then the answer is 406
      And the answer has an error body

    @REQUESTS-004 @needs:organisations
    Scenario: a job that would be started is not
      When admin sends POST to "jobs" with the header "Accept" set to "text/html"
      Then the answer is 406
      And no job was made

  @needs:feeds
  Rule: feeds are event streams, by either name and under either path

    @REQUESTS-005 @needs:org-feed
    Scenario Outline: <path> with Accept <accept>
      Given a job on ghost has ended as quorum_failed
      When admin asks for "<path>" accepting "<accept>"
      Then the answer is <status>

      Examples:
        | path                   | accept                               | status |
        | job_status_feed        | text/event-stream                    | 200    |
        | job_status_feed        | application/event-stream             | 200    |
        | job_status_feed        | application/json                     | 406    |
        | jobs_status_feed       | text/event-stream                    | 200    |
        | jobs_status_feed       | application/event-stream             | 200    |
        | jobs_status_feed       | application/json                     | 406    |
        | job_status_feed/{job}  | text/event-stream                    | 200    |
        | job_status_feed/{job}  | application/event-stream             | 200    |
        | job_status_feed/{job}  | application/json                     | 406    |
        | jobs_status_feed/{job} | text/event-stream                    | 200    |
        | jobs_status_feed/{job} | application/event-stream             | 200    |
        | jobs_status_feed/{job} | */*                                  | 200    |
        | jobs_status_feed/{job} | text/html, text/event-stream;q=0.001 | 200    |
        | jobs_status_feed/{job} | application/json                     | 406    |

    @REQUESTS-006
    Scenario Outline: <path>, of a job that never was
      When admin asks for "<path>" accepting "text/event-stream"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                  |
        | job_status_feed/0123  |
        | jobs_status_feed/0123 |
