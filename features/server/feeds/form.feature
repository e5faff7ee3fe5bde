@doc:org-feed @doc:job-feed @needs:feeds
Feature: What an event looks like on the wire
  # seeds: API, "jobs_status_feed" and "jobs_status_feed/JOBID", the responses; protocol §7; WHATWG HTML, server-sent events

  Rule: an event consists of its name, its id, one line of JSON with a timestamp, and an empty line

    @FEEDS-001 @must
    Scenario: every event of a job's feed is well formed
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
    Scenario: the summary of an ended job is well formed
      Given a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """
      And every byte for reader1 is of an event or a keep-alive

    @FEEDS-003 @must @needs:org-feed @needs:organisations
    Scenario: every event of an organization's feed is well formed
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
  Rule: ids are unique in a feed, and timestamps strictly increase

    @FEEDS-004 @needs:org-feed @needs:organisations
    Scenario: ids and timestamps of two jobs in an organization's feed are in order
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
    Scenario: ids and timestamps in a job's feed are in order
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
