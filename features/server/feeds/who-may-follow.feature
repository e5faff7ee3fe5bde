@doc:org-feed @doc:job-feed @needs:feeds
Feature: Users with read access may follow feeds
  # seeds: API, "jobs_status_feed", Accept and response codes; protocol §1 and §7

  @needs:org-feed @needs:organisations
  Rule: a feed is sent to users with read access who accept it

    @FEEDS-069 @should
    Scenario Outline: GET <path> with Accept <accept> is answered <status>
      Given a job on ghost has ended as quorum_failed
      When admin asks for "<path>" accepting "<accept>"
      Then the answer is <status>

      @documented
      Examples: what one dialect alone has
        | path                   | accept                                     | status |
        | jobs_status_feed       | text/event-stream                          | 200    |

      Examples:
        | path                   | accept                                     | status |
        | job_status_feed        | text/event-stream                          | 200    |

      @documented
      Examples: what one dialect alone has
        | path                   | accept                                     | status |
        | jobs_status_feed       | application/event-stream                   | 200    |
        | jobs_status_feed       | */*                                        | 200    |
        | jobs_status_feed       | text/*                                     | 200    |
        | jobs_status_feed       | application/json, text/event-stream;q=0.5  | 200    |
        | jobs_status_feed       | text/event-stream;q=0                      | 406    |
        | jobs_status_feed       | application/json                           | 406    |
        | jobs_status_feed/{job} | text/event-stream                          | 200    |

      Examples:
        | path                   | accept                                     | status |
        | job_status_feed/{job}  | text/event-stream                          | 200    |

      @documented
      Examples: what one dialect alone has
        | path                   | accept                                     | status |
        | jobs_status_feed/{job} | application/event-stream                   | 200    |
        | jobs_status_feed/{job} | */*                                        | 200    |
        | jobs_status_feed/{job} | text/html                                  | 406    |

      Examples: the same in both dialects
        | path                  | accept           | status |
        | job_status_feed       | */*              | 200    |
        | job_status_feed       | text/*           | 200    |
        | job_status_feed       | application/json | 406    |
        | job_status_feed/{job} | */*              | 200    |
        | job_status_feed/{job} | text/html        | 406    |

      @shipped
      Examples: the name that the documentation alone has
        | path                  | accept                   | status |
        | job_status_feed       | application/event-stream | 406    |
        | job_status_feed/{job} | application/event-stream | 406    |

    @FEEDS-070 @must
    Scenario Outline: a user without read access may not follow the feed of <feed>
      Given a job on ghost has ended as quorum_failed
      And rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When reader1 follows <feed> in the name of rebecca
      Then the answer is 403

      Examples:
        | feed             |
        | the organisation |
        | the job          |

    @FEEDS-071 @must
    Scenario Outline: a request for the feed of <feed> without a signature is rejected
      Given a job on ghost has ended as quorum_failed
      When reader1 follows <feed> without a signature
      Then the answer is 400

      Examples:
        | feed             |
        | the organisation |
        | the job          |

  Rule: a feed is found only for a job of the organization

    @FEEDS-072 @must
    Scenario: the feed of a job that never existed is not found
      When reader1 asks for the feed of a job that never was
      Then the answer is 404

    @FEEDS-073 @must @documented @needs:organisations
    Scenario: the feed of another organization's job is not found soon after its end
      Given another organisation
      And a job on ghost has ended as quorum_failed
      When reader1 of the other organisation follows the job
      Then the answer is 404

    @FEEDS-074 @must @documented @needs:organisations @waits:memory
    Scenario: the feed of another organization's job is not found when the job has left memory
      Given another organisation
      And a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      When reader1 of the other organisation follows the job
      Then the answer is 404

    @FEEDS-079 @should @shipped @needs:organisations
    Scenario: the feed of a job that has just ended is not found in another organization
      Given another organisation
      And a job on ghost has ended as quorum_failed
      When reader1 of the other organisation follows the job
      Then the answer is 404

    @FEEDS-080 @should @shipped @needs:organisations @waits:memory
    Scenario: the feed of a job that has left memory is not found in another organization
      Given another organisation
      And a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      When reader1 of the other organisation follows the job
      Then the answer is 404
