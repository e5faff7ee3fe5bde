Feature: The feed of a job tells all that happens to it
  # seeds: API, "jobs_status_feed/JOBID"; Push 2.0, "Server Sent Event Feeds"; protocol §7

  Background:
    Given web1 and web2 answer by hand

  Rule: whoever comes while the job is there is told everything from its start, then what happens

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

  Rule: some moments after its end a job's feed is one event, the summary

    Scenario Outline: a reader that comes later, <with>
      Given a job on web1 has run
      And the job is no longer in memory
      When reader1 follows the job <with>
      Then reader1 is told to the end:
        """
        summary complete
        """
      And the summary shows what the job itself shows

      Examples:
        | with                                  |
        | from behind "start"                   |
        | with the Last-Event-ID ""             |
        | with the Last-Event-ID "what"         |
        | with a Last-Event-ID that no event has |

    Scenario: a job that never ran
      Given a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """
      And the summary shows what the job itself shows

    @own-server
    Scenario: how long a job's events are told after its end is a setting
      Given the server is restarted to keep ended jobs for 0 seconds
      And a job on ghost has ended as quorum_failed
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """

    @own-server
    Scenario: a job of an earlier life of the server
      Given a job on ghost has ended as quorum_failed
      And the server has been restarted
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """
      And the summary shows what the job itself shows

  Rule: a job has a feed only in its own organisation, and only if it is

    Scenario: a job that never was
      When reader1 asks for the feed of a job that never was
      Then the answer is 404
      And the answer has an error body

    Scenario Outline: a job of another organisation, <when>
      Given another organisation
      And a job on ghost has ended as quorum_failed
      And the job is <in memory>
      When reader1 of the other organisation follows the job
      Then the answer is 404
      And the answer has an error body

      Examples:
        | when               | in memory           |
        | soon after its end | still in memory     |
        | later              | no longer in memory |
