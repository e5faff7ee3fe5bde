@doc:org-feed @doc:job-feed @needs:feeds
Feature: A feed is a streamed response
  # seeds: API, "jobs_status_feed" and "jobs_status_feed/JOBID", the responses; protocol §7; WHATWG HTML, server-sent events

  @needs:org-feed @needs:organisations
  Rule: the headers of a feed are sent at once and keep proxies from holding events back

    @FEEDS-061 @must
    Scenario Outline: the feed of <feed> has the headers of an event stream without buffering
      Given a job on ghost has ended as quorum_failed
      When reader1 follows <feed> with the header "Accept-Encoding" set to "gzip, deflate, br"
      Then the answer is 200
      And the answer has the header "content-type" as "text/event-stream"
      And the answer has the header "x-accel-buffering" as "no"
      And the answer has no header "content-encoding"
      And the answer has no header "content-length"

      Examples:
        | feed             |
        | the organisation |
        | the job          |

    @FEEDS-062 @may
    Scenario Outline: HEAD <path> is answered with the headers of an event stream
      Given a job on ghost has ended as quorum_failed
      When admin asks for the head of "<path>"
      Then the answer is 200
      And the answer has the header "content-type" as "text/event-stream"

      @documented
      Examples: what one dialect alone has
        | path                   |
        | jobs_status_feed       |
        | jobs_status_feed/{job} |

      Examples: the same in both dialects
        | path                  |
        | job_status_feed       |
        | job_status_feed/{job} |

  @must
  Rule: a silent feed is kept alive by comments

    @FEEDS-063 @waits:keep-alive
    Scenario: a reader gets keep-alives while a job waits
      Given web1 answers by hand
      And a job with quorum 1 is voting on web1
      And reader1 follows the job from behind "start"
      And reader1 is sent 2 keep-alives and no event
      And web1 has voted yes
      When web1 says nack_run
      Then reader1 is told to the end:
        """
        quorum_vote web1 success
        quorum_succeeded
        rehab web1
        run_complete web1 run_nacked
        job_complete complete
        """
      And every byte for reader1 is of an event or a keep-alive
