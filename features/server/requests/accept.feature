@should @doc:org-feed @doc:job-feed
Feature: A response in a format that the caller does not accept is not sent
  # protocol §1 (406), §2 and §7; seeds: API, "jobs_status_feed" and "jobs_status_feed/JOBID": the Accept header;
  # for that of a job's output: features/server/output/asking.feature

  Rule: whatever is no feed and no output is JSON

    @REQUESTS-001 @needs:feeds
    Scenario Outline: GET <path> with Accept <accept> is answered <status>
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
    Scenario: a request without the header Accept is answered
      When admin asks for the jobs without the header "Accept"
      Then the answer is 200

    @REQUESTS-003
    Scenario: a response of 406 has an error body
      When admin asks for "jobs" accepting "text/html"
      Then the answer is 406
      And the answer has an error body

    @REQUESTS-004 @needs:organisations
    Scenario: a request that does not accept JSON starts no job
      When admin sends POST to "jobs" with the header "Accept" set to "text/html"
      Then the answer is 406
      And no job was made

  @needs:feeds
  Rule: feeds are event streams under either name

    @REQUESTS-005 @needs:org-feed
    Scenario Outline: the feed <path> with Accept <accept> is answered <status>
      Given a job on ghost has ended as quorum_failed
      When admin asks for "<path>" accepting "<accept>"
      Then the answer is <status>

      Examples:
        | path                   | accept                               | status |
        | job_status_feed        | text/event-stream                    | 200    |

      @documented
      Examples: what one dialect alone has
        | path                   | accept                               | status |
        | job_status_feed        | application/event-stream             | 200    |

      Examples:
        | path                   | accept                               | status |
        | job_status_feed        | application/json                     | 406    |

      @documented
      Examples: what one dialect alone has
        | path                   | accept                               | status |
        | jobs_status_feed       | text/event-stream                    | 200    |
        | jobs_status_feed       | application/event-stream             | 200    |
        | jobs_status_feed       | application/json                     | 406    |

      Examples:
        | path                   | accept                               | status |
        | job_status_feed/{job}  | text/event-stream                    | 200    |

      @documented
      Examples: what one dialect alone has
        | path                   | accept                               | status |
        | job_status_feed/{job}  | application/event-stream             | 200    |

      Examples:
        | path                   | accept                               | status |
        | job_status_feed/{job}  | application/json                     | 406    |

      @documented
      Examples: what one dialect alone has
        | path                   | accept                               | status |
        | jobs_status_feed/{job} | text/event-stream                    | 200    |
        | jobs_status_feed/{job} | application/event-stream             | 200    |
        | jobs_status_feed/{job} | */*                                  | 200    |
        | jobs_status_feed/{job} | text/html, text/event-stream;q=0.001 | 200    |
        | jobs_status_feed/{job} | application/json                     | 406    |

      Examples: the same in both dialects
        | path                  | accept | status |
        | job_status_feed/{job} | */*    | 200    |

    @REQUESTS-006
    Scenario Outline: the feed <path> of a job that never existed is answered 404
      When admin asks for "<path>" accepting "text/event-stream"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                  |
        | job_status_feed/0123  |

      @documented
      Examples: what one dialect alone has
        | path                  |
        | jobs_status_feed/0123 |
