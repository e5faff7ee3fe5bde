@should
Feature: Methods that a path does not support are rejected
  # protocol §1 (405), §3 and §10; seeds: API, "The … endpoint has the following methods" of every section

  Rule: the rejection of a method names the methods that the path supports

    @REQUESTS-070 @needs:feeds @needs:org-feed @needs:capture @needs:organisations
    Scenario Outline: <method> <path> is rejected with the header Allow: <allowed>
      When admin sends <method> to "<path>"
      Then the answer is 405
      And the answer allows "<allowed>"
      And the answer has an error body

      Examples: jobs
        | method  | path                         | allowed         |
        | PUT     | jobs                         | GET, HEAD, POST |
        | DELETE  | jobs                         | GET, HEAD, POST |
        | PATCH   | jobs                         | GET, HEAD, POST |
        | OPTIONS | jobs                         | GET, HEAD, POST |
        | POST    | jobs/0123                    | GET, HEAD       |
        | PUT     | jobs/0123                    | GET, HEAD       |
        | DELETE  | jobs/0123                    | GET, HEAD       |
        | POST    | jobs/0123/output/web1/stdout | GET, HEAD       |
        | DELETE  | jobs/0123/output/web1/stderr | GET, HEAD       |

      Examples: nodes
        | method | path             | allowed   |
        | POST   | node_states      | GET, HEAD |
        | PUT    | node_states/web1 | GET, HEAD |
        | DELETE | node_states/web1 | GET, HEAD |
        | PUT    | config/web1      | GET, HEAD |
        | POST   | config/web1      | GET, HEAD |
        | DELETE | config/web1      | GET, HEAD |

      Examples: feeds
        | method | path                  | allowed   |
        | POST   | job_status_feed       | GET, HEAD |

      @documented
      Examples: what one dialect alone has
        | method | path                  | allowed   |
        | POST   | jobs_status_feed      | GET, HEAD |

      Examples:
        | method | path                  | allowed   |
        | POST   | job_status_feed/0123  | GET, HEAD |

      @documented
      Examples: what one dialect alone has
        | method | path                  | allowed   |
        | PUT    | jobs_status_feed/0123 | GET, HEAD |

      Examples: principals
        | method | path                                    | allowed                |
        | PUT    | /organizations                          | GET, HEAD, POST        |
        | POST   | /organizations/{org}                    | GET, HEAD, DELETE      |
        | DELETE | /users                                  | GET, HEAD, POST        |
        | PUT    | /organizations/{org}/users              | GET, HEAD, POST        |
        | POST   | /organizations/{org}/users/rebecca      | DELETE                 |
        | DELETE | /organizations/{org}/clients            | GET, HEAD, POST        |
        | POST   | /organizations/{org}/clients/web1       | GET, HEAD, PUT, DELETE |
        | PATCH  | /organizations/{org}/groups             | GET, HEAD, POST        |
        | POST   | /organizations/{org}/groups/admins      | GET, HEAD, PUT, DELETE |
        | PUT    | /organizations/{org}/principals/rebecca | GET, HEAD              |
        | POST   | /pushy/_status                          | GET, HEAD              |

      @documented
      Examples: what one dialect alone has
        | method | path         | allowed   |
        | POST   | connect/web1 | GET, HEAD |
        | DELETE | connect/web1 | GET, HEAD |

  Rule: a method is rejected before the signature is checked

    @REQUESTS-071
    Scenario: DELETE jobs without a signature is answered 405
      When DELETE is sent to "jobs" without a signature
      Then the answer is 405
