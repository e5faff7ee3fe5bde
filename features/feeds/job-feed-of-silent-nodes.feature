@must @doc:job-feed @doc:feeds @needs:feeds
Feature: The feed of a job tells of nodes that say nothing
  # seeds: API, "jobs_status_feed/JOBID"; Push 2.0, "Server Sent Event Feeds"; protocol §7

  Background:
    Given web1 answers by hand

  Rule: what happens to a node by itself is told, too

    @FEEDS-006
    Scenario: it is down from the start
      Given a job on ghost has ended as quorum_failed
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        start
        quorum_vote ghost down
        rehab ghost
        job_complete quorum_failed
        """

    @FEEDS-007 @waits:silence
    Scenario: it goes down while it runs
      Given a job with quorum 1 is voting on web1
      And web1 has voted yes
      And web1 has started the command
      And reader1 follows the job
      When web1 goes down
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        rehab web1
        run_complete web1 crashed
        job_complete complete
        """

    @FEEDS-008 @waits:votes
    Scenario: it does not vote in time
      Given a job with quorum 1 is voting on web1
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 voting_timeout
        job_complete quorum_failed
        """

    @FEEDS-009
    Scenario: it does not end in time
      Given a job with a run timeout of 0 seconds is voting on web1
      And reader1 follows the job
      When web1 says ack_commit
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        job_complete timed_out
        """
