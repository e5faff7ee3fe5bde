@doc:job-feed @needs:feeds
Feature: A job that ended a while ago has a summary as its feed
  # seeds: API, "jobs_status_feed/JOBID", Completed Jobs; protocol §7

  Background:
    Given web1 answers by hand

  Rule: some time after the end of a job its feed is one event, the summary

    @FEEDS-064 @must @waits:memory
    Scenario Outline: a reader that comes later <with> gets the summary
      Given a job on web1 has run
      And the job is no longer in memory
      When reader1 follows the job <with>
      Then reader1 is told to the end:
        """
        summary complete
        """
      And the summary for reader1 is what the job shows

      Examples:
        | with                                   |
        | without a Last-Event-ID                |
        | from behind "start"                    |
        | with the Last-Event-ID "what"          |
        | with a Last-Event-ID that no event has |

    @FEEDS-065 @must @waits:memory
    Scenario: a job that ran nowhere has a summary
      Given a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """
      And the summary for reader1 is what the job shows

    @FEEDS-066 @extension @needs:restart @needs:alone
    Scenario: the time until a job has only its summary is configurable
      Given the server has been restarted to keep ended jobs for 0 seconds
      And a job on ghost has ended as quorum_failed
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """

    @FEEDS-067 @should @needs:restart
    Scenario: a job that ended before a restart has a summary
      Given a job on ghost has ended as quorum_failed
      And the server has been restarted
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """
      And the summary for reader1 is what the job shows

    @FEEDS-068 @should @needs:restart
    Scenario: a job that a restart left unfinished has a summary as crashed
      Given a job with quorum 1 is voting on web1
      And the server has been restarted
      When reader1 follows the job
      Then reader1 is told to the end:
        """
        summary crashed
        """
