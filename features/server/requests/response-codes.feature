@must @doc:connect @doc:jobs-get @doc:jobs-post @doc:job @doc:output @doc:org-feed @doc:job-feed @doc:node-states @doc:node-state
Feature: The response codes of every resource
  # seeds: API, the tables "Response Code" of connect/NODE_NAME, jobs (GET, POST), jobs/ID,
  # jobs/ID/output/NODE_NAME/CHANNEL, jobs_status_feed, jobs_status_feed/JOBID, node_states and node_states/NODE_NAME;
  # 204 is among the feeds; what an error looks like: features/server/requests/answers.feature

  Rule: 200 and 201 mean that the request succeeded

    @REQUESTS-114 @needs:feeds @needs:org-feed @needs:capture
    Scenario Outline: GET <path> is answered 200
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

      @documented
      Examples: what one dialect alone has
        | path                            |
        | jobs_status_feed                |
        | jobs_status_feed/{job}          |

      Examples:
        | path                            |
        | job_status_feed                 |
        | job_status_feed/{job}           |
        | node_states                     |
        | node_states/{web1}              |

      @documented
      Examples: what one dialect alone has
        | path           |
        | connect/{web1} |

    @REQUESTS-115
    Scenario: POST jobs is answered 201
      When admin starts a job
      Then the answer is 201

  Rule: 400 means that the request is not formed as it must be

    @REQUESTS-116 @needs:feeds @needs:org-feed @needs:capture
    Scenario Outline: <method> <path> without a signature is answered 400
      When <method> is sent to "<path>" without a signature
      Then the answer is 400

      Examples:
        | method | path                         |
        | GET    | jobs                         |
        | POST   | jobs                         |
        | GET    | jobs/0123                    |
        | GET    | jobs/0123/output/web1/stdout |
        | GET    | jobs/0123/output/web1/stderr |

      @documented
      Examples: what one dialect alone has
        | method | path                         |
        | GET    | jobs_status_feed             |
        | GET    | jobs_status_feed/0123        |

      Examples:
        | method | path                         |
        | GET    | job_status_feed              |
        | GET    | job_status_feed/0123         |
        | GET    | node_states                  |
        | GET    | node_states/web1             |

      @documented
      Examples: what one dialect alone has
        | method | path         |
        | GET    | connect/web1 |

  Rule: 401 means that the caller could not be authenticated

    @REQUESTS-117 @needs:feeds @needs:org-feed @needs:capture
    Scenario Outline: <method> <path> by an unknown user is answered 401
      When somebody unknown sends <method> to "<path>"
      Then the answer is 401

      Examples:
        | method | path                         |
        | GET    | jobs                         |
        | POST   | jobs                         |
        | GET    | jobs/0123                    |
        | GET    | jobs/0123/output/web1/stdout |
        | GET    | jobs/0123/output/web1/stderr |

      @documented
      Examples: what one dialect alone has
        | method | path                         |
        | GET    | jobs_status_feed             |
        | GET    | jobs_status_feed/0123        |

      Examples:
        | method | path                         |
        | GET    | job_status_feed              |
        | GET    | job_status_feed/0123         |
        | GET    | node_states                  |
        | GET    | node_states/web1             |

      @documented
      Examples: what one dialect alone has
        | method | path         |
        | GET    | connect/web1 |

  Rule: 403 means that the caller has no permission

    @REQUESTS-118 @needs:feeds @needs:org-feed @needs:capture @needs:organisations
    Scenario Outline: <method> <path> by a user without permission is answered 403
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca sends <method> to "<path>"
      Then the answer is 403

      Examples:
        | method | path                         |
        | GET    | jobs                         |
        | POST   | jobs                         |
        | GET    | jobs/0123                    |
        | GET    | jobs/0123/output/web1/stdout |
        | GET    | jobs/0123/output/web1/stderr |

      @documented
      Examples: what one dialect alone has
        | method | path                         |
        | GET    | jobs_status_feed             |
        | GET    | jobs_status_feed/0123        |

      Examples:
        | method | path                         |
        | GET    | job_status_feed              |
        | GET    | job_status_feed/0123         |
        | GET    | node_states                  |
        | GET    | node_states/web1             |

      @documented
      Examples: what one dialect alone has
        | method | path         |
        | GET    | connect/web1 |

  @needs:feeds @needs:capture
  Rule: 404 means that there is nothing of the kind

    @REQUESTS-119 @needs:org-feed
    Scenario Outline: <method> <path> in an unknown organization is answered 404
      When admin sends <method> to "/organizations/no-such-organisation/pushy/<path>"
      Then the answer is 404

      Examples:
        | method | path                         |
        | GET    | jobs                         |
        | POST   | jobs                         |
        | GET    | jobs/0123                    |
        | GET    | jobs/0123/output/web1/stdout |
        | GET    | jobs/0123/output/web1/stderr |

      @documented
      Examples: what one dialect alone has
        | method | path                         |
        | GET    | jobs_status_feed             |
        | GET    | jobs_status_feed/0123        |

      Examples:
        | method | path                         |
        | GET    | job_status_feed              |
        | GET    | job_status_feed/0123         |
        | GET    | node_states                  |
        | GET    | node_states/web1             |

      @documented
      Examples: what one dialect alone has
        | method | path         |
        | GET    | connect/web1 |

    @REQUESTS-120
    Scenario Outline: GET <path> in an organization that exists is answered 404
      Given a job of the past
      When admin asks for "<path>" accepting "*/*"
      Then the answer is 404

      Examples:
        | path                           |
        | jobs/0123                      |
        | jobs/0123/output/web1/stdout   |
        | jobs/{job}/output/ghost/stdout |

      @documented
      Examples: what one dialect alone has
        | path                           |
        | jobs_status_feed/0123          |

      Examples:
        | path                           |
        | job_status_feed/0123           |

      @documented
      Examples: what one dialect alone has
        | path              |
        | node_states/ghost |
        | connect/ghost     |
