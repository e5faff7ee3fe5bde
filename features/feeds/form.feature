@doc:org-feed @doc:job-feed @needs:feeds
Feature: What an event looks like on the wire
  # seeds: API, "jobs_status_feed" and "jobs_status_feed/JOBID", the responses; protocol §7; WHATWG HTML, server-sent events

  Rule: an event is its name, its id and one line of JSON that begins with the moment, and an empty line

    @FEEDS-001 @must
    Scenario: in a job's feed
      Given web1 answers by hand
      And a job on web1 has run
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """
      And every byte for reader1 is of an event or a keep-alive

    @FEEDS-002 @should @waits:memory
    Scenario: in a summary
      Given a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """
      And every byte for reader1 is of an event or a keep-alive

    @FEEDS-003 @must @needs:org-feed @needs:organisations
    Scenario: in an organisation's feed
      Given a job on ghost has ended as quorum_failed
      When reader1 follows the organisation with a Last-Event-ID that no event has
      Then reader1 is told:
        """
        start_of_history
        start job1
        job_complete job1 quorum_failed
        """
      And every byte for reader1 is of an event or a keep-alive

  @should
  Rule: an id is given once in a feed, and moments rise strictly

    @FEEDS-004 @needs:org-feed @needs:organisations
    Scenario: one job after the other
      Given web1 answers by hand
      And reader1 follows the organisation
      And a job on web1 has run
      When a job on web1 has run
      Then reader1 is told:
        """
        start job1
        job_complete job1 complete
        start job2
        job_complete job2 complete
        """
      And the ids and moments for reader1 are in order

    @FEEDS-005
    Scenario: a job
      Given web1 answers by hand
      And a job on web1 has run
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """
      And the ids and moments for reader1 are in order
