@doc:job-feed @doc:feeds @needs:feeds
Feature: The feed of a job reports all that happens to it
  # seeds: API, "jobs_status_feed/JOBID"; Push 2.0, "Server Sent Event Feeds"; protocol §7

  Background:
    Given web1 and web2 answer by hand

  Rule: a reader gets every event from the start of the job, and then each new one

    @FEEDS-010 @must
    Scenario: a reader that connects while the job is voting gets every event
      Given a job with quorum 2 is voting on web1 and web2
      And web1 has voted yes
      And reader1 follows the job
      When web2 says nack_commit
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_vote web2 failure
        job_complete quorum_failed
        """

    @FEEDS-011 @must
    Scenario: a reader that connects while the job is running gets every event
      Given a job with quorum 2 is voting on web1 and web2
      And web1 and web2 have voted yes
      And web1 has started the command
      And reader1 follows the job
      And web2 has started the command
      And web2 has succeeded
      When web1 says failed
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_vote web2 success
        quorum_succeeded
        run_start web1
        run_start web2
        run_complete web2 success
        run_complete web1 failure
        job_complete complete
        """

    @FEEDS-012 @must
    Scenario: a reader that connects soon after the end of the job gets every event
      Given a job on web1 has run
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

    @FEEDS-013 @must
    Scenario: several readers that connect at different times get every event
      Given a job with quorum 1 is voting on web1
      And reader1 follows the job
      And web1 has voted yes
      And reader2 follows the job
      And web1 has started the command
      And reader3 follows the job
      When web1 says succeeded
      Then reader1, reader2 and reader3 are told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """

    @FEEDS-014 @should
    Scenario: fifty readers at once get every event
      Given a job with quorum 1 is voting on web1
      And reader1 to reader50 follow the job
      And web1 has voted yes
      When web1 says nack_run
      Then reader1 to reader50 are told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        rehab web1
        run_complete web1 run_nacked
        job_complete complete
        """
