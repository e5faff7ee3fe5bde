@must @doc:job-feed @doc:feeds @needs:feeds
Feature: The feed of a job reports nodes that send nothing
  # seeds: API, "jobs_status_feed/JOBID"; Push 2.0, "Server Sent Event Feeds"; protocol §7

  Background:
    Given web1 answers by hand

  Rule: the feed reports what happens to a node without its answer

    @FEEDS-006
    Scenario: a node that is down from the start is reported as down and in rehab
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
    Scenario: a node that goes down while it runs is reported as crashed
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
    Scenario: a node that does not vote in time is reported with its voting timeout
      Given a job with quorum 1 is voting on web1
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 voting_timeout
        job_complete quorum_failed
        """

    @FEEDS-009
    Scenario: a node that does not start in time has no event after its vote
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
