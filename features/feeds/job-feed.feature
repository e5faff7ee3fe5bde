@doc:job-feed @doc:feeds @needs:feeds
Feature: The feed of a job tells all that happens to it
  # seeds: API, "jobs_status_feed/JOBID"; Push 2.0, "Server Sent Event Feeds"; protocol §7

  Background:
    Given web1 and web2 answer by hand

  Rule: whoever comes while the job is there is told everything from its start, then what happens

    @FEEDS-010 @must
    Scenario: a reader that comes while the job is voting
      Given a job with quorum 2 is voting on web1 and web2
      And web1 has voted yes
      And reader1 follows the job
      When web2 says nack_commit
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_vote web2 failure
        rehab web1
        job_complete quorum_failed
        """

    @FEEDS-011 @must
    Scenario: a reader that comes while the job is running
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
    Scenario: a reader that comes in the moments after the end
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
    Scenario: several readers that come at different times
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
    Scenario: fifty readers at once
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
