@doc:org-feed @doc:job-feed @needs:feeds
Feature: Whoever may read may follow
  # seeds: API, "jobs_status_feed", Accept and response codes; protocol §1 and §7

  @needs:org-feed @needs:organisations
  Rule: a feed is for those who may read, and accept it

    @FEEDS-069 @should
    Scenario Outline: <path> with Accept <accept>
      Given a job on ghost has ended as quorum_failed
      When admin asks for "<path>" accepting "<accept>"
      Then the answer is <status>

      Examples:
        | path                   | accept                                     | status |
        | jobs_status_feed       | text/event-stream                          | 200    |
        | job_status_feed        | text/event-stream                          | 200    |
        | jobs_status_feed       | application/event-stream                   | 200    |
        | jobs_status_feed       | */*                                        | 200    |
        | jobs_status_feed       | text/*                                     | 200    |
        | jobs_status_feed       | application/json, text/event-stream;q=0.5  | 200    |
        | jobs_status_feed       | text/event-stream;q=0                      | 406    |
        | jobs_status_feed       | application/json                           | 406    |
        | jobs_status_feed/{job} | text/event-stream                          | 200    |
        | job_status_feed/{job}  | text/event-stream                          | 200    |
        | jobs_status_feed/{job} | application/event-stream                   | 200    |
        | jobs_status_feed/{job} | */*                                        | 200    |
        | jobs_status_feed/{job} | text/html                                  | 406    |

    @FEEDS-070 @must
    Scenario Outline: somebody who may not read <feed>
      Given a job on ghost has ended as quorum_failed
      And rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When reader1 follows <feed> in the name of rebecca
      Then the answer is 403
      And the answer has an error body

      Examples:
        | feed             |
        | the organisation |
        | the job          |

    @FEEDS-071 @must
    Scenario Outline: somebody who does not sign for <feed>
      Given a job on ghost has ended as quorum_failed
      When reader1 follows <feed> without a signature
      Then the answer is 400
      And the answer has an error body

      Examples:
        | feed             |
        | the organisation |
        | the job          |

  @must
  Rule: a job has a feed only in its own organisation, and only if there is such a job

    @FEEDS-072
    Scenario: a job that never was
      When reader1 asks for the feed of a job that never was
      Then the answer is 404
      And the answer has an error body

    @FEEDS-073 @needs:organisations
    Scenario: a job of another organisation, soon after its end
      Given another organisation
      And a job on ghost has ended as quorum_failed
      When reader1 of the other organisation follows the job
      Then the answer is 404
      And the answer has an error body

    @FEEDS-074 @needs:organisations @waits:memory
    Scenario: a job of another organisation, later
      Given another organisation
      And a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      When reader1 of the other organisation follows the job
      Then the answer is 404
      And the answer has an error body
