@must @doc:connect @doc:jobs-get @doc:jobs-post @doc:job @doc:output @doc:org-feed @doc:job-feed @doc:node-states @doc:node-state
Feature: The response codes of every resource
  # seeds: API, the tables "Response Code" of connect/NODE_NAME, jobs (GET, POST), jobs/ID,
  # jobs/ID/output/NODE_NAME/CHANNEL, jobs_status_feed, jobs_status_feed/JOBID, node_states and node_states/NODE_NAME;
  # 204 is among the feeds

  Rule: 200 and 201, it was done

    @REQUESTS-114 @needs:feeds @needs:org-feed @needs:capture
    Scenario Outline: GET <path>
      Given a job of the past
      When admin asks for "<path>" accepting "*/*"
      Then the answer is 200

      Examples:
        | path                            |
        | jobs                            |
        | jobs/{job}                      |
        | jobs/{job}?include_file=true    |
        | jobs/{job}/output/{web1}/stdout |
        | jobs/{job}/output/{web1}/stderr |
        | jobs_status_feed                |
        | jobs_status_feed/{job}          |
        | job_status_feed                 |
        | job_status_feed/{job}           |
        | node_states                     |
        | node_states/{web1}              |

      @documented
      Examples: what one dialect alone has
        | path           |
        | connect/{web1} |

    @REQUESTS-115
    Scenario: POST jobs
      When admin starts a job
      Then the answer is 201

  Rule: 400, the request is not formed as it must be

    @REQUESTS-116 @needs:feeds @needs:org-feed @needs:capture
    Scenario Outline: <method> <path>
      When <method> is sent to "<path>" without a signature
      Then the answer is 400
      And the answer has an error body

      Examples:
        | method | path                         |
        | GET    | jobs                         |
        | POST   | jobs                         |
        | GET    | jobs/0123                    |
        | GET    | jobs/0123/output/web1/stdout |
        | GET    | jobs/0123/output/web1/stderr |
        | GET    | jobs_status_feed             |
        | GET    | jobs_status_feed/0123        |
        | GET    | job_status_feed              |
        | GET    | job_status_feed/0123         |
        | GET    | node_states                  |
        | GET    | node_states/web1             |

      @documented
      Examples: what one dialect alone has
        | method | path         |
        | GET    | connect/web1 |

  Rule: 401, who asks could not be authenticated

    @REQUESTS-117 @needs:feeds @needs:org-feed @needs:capture
    Scenario Outline: <method> <path>
      When somebody unknown sends <method> to "<path>"
      Then the answer is 401
      And the answer has an error body

      Examples:
        | method | path                         |
        | GET    | jobs                         |
        | POST   | jobs                         |
        | GET    | jobs/0123                    |
        | GET    | jobs/0123/output/web1/stdout |
        | GET    | jobs/0123/output/web1/stderr |
        | GET    | jobs_status_feed             |
        | GET    | jobs_status_feed/0123        |
        | GET    | job_status_feed              |
        | GET    | job_status_feed/0123         |
        | GET    | node_states                  |
        | GET    | node_states/web1             |

      @documented
      Examples: what one dialect alone has
        | method | path         |
        | GET    | connect/web1 |

  Rule: 403, who asks may not

    @REQUESTS-118 @needs:feeds @needs:org-feed @needs:capture @needs:organisations
    Scenario Outline: <method> <path>
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca sends <method> to "<path>"
      Then the answer is 403
      And the answer has an error body

      Examples:
        | method | path                         |
        | GET    | jobs                         |
        | POST   | jobs                         |
        | GET    | jobs/0123                    |
        | GET    | jobs/0123/output/web1/stdout |
        | GET    | jobs/0123/output/web1/stderr |
        | GET    | jobs_status_feed             |
        | GET    | jobs_status_feed/0123        |
        | GET    | job_status_feed              |
        | GET    | job_status_feed/0123         |
        | GET    | node_states                  |
        | GET    | node_states/web1             |

      @documented
      Examples: what one dialect alone has
        | method | path         |
        | GET    | connect/web1 |

  @needs:feeds @needs:capture
  Rule: 404, there is nothing of the kind

    @REQUESTS-119 @needs:org-feed
    Scenario Outline: <method> <path>
      When admin sends <method> to "/organizations/no-such-organisation/pushy/<path>"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | method | path                         |
        | GET    | jobs                         |
        | POST   | jobs                         |
        | GET    | jobs/0123                    |
        | GET    | jobs/0123/output/web1/stdout |
        | GET    | jobs/0123/output/web1/stderr |
        | GET    | jobs_status_feed             |
        | GET    | jobs_status_feed/0123        |
        | GET    | job_status_feed              |
        | GET    | job_status_feed/0123         |
        | GET    | node_states                  |
        | GET    | node_states/web1             |

      @documented
      Examples: what one dialect alone has
        | method | path         |
        | GET    | connect/web1 |

    @REQUESTS-120
    Scenario Outline: GET <path>, in an organisation that exists
      Given a job of the past
      When admin asks for "<path>" accepting "*/*"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                           |
        | jobs/0123                      |
        | jobs/0123/output/web1/stdout   |
        | jobs/{job}/output/ghost/stdout |
        | jobs_status_feed/0123          |
        | job_status_feed/0123           |

      @documented
      Examples: what one dialect alone has
        | path              |
        | node_states/ghost |
        | connect/ghost     |
