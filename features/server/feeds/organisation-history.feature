@doc:org-feed @needs:feeds @needs:org-feed @needs:organisations
Feature: A reader that reconnects to an organization's feed gets what it missed
  # seeds: API, "jobs_status_feed"; protocol §7

  Rule: a reader that names an event gets all later events, and then each new one

    @FEEDS-027 @must
    Scenario: a reader that names an earlier event gets every event after it
      Given reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      And a job on ghost has ended as quorum_failed
      And reader2 follows the organisation from where reader1 was at "start job1"
      When a job on ghost has ended as quorum_failed
      Then reader2 is told:
        """
        job_complete job1 quorum_failed
        start job2
        job_complete job2 quorum_failed
        start job3
        job_complete job3 quorum_failed
        """

    @FEEDS-028 @should
    Scenario: a reader that names the last event gets only new events
      Given reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      And reader2 follows the organisation from where reader1 was at "job_complete job1 quorum_failed"
      When a job on ghost has ended as quorum_failed
      Then reader2 is told:
        """
        start job2
        job_complete job2 quorum_failed
        """

  Rule: an event id that is not known is treated like one that has expired

    @FEEDS-029 @should
    Scenario: a reader with an id that no event has gets the history from its start
      Given a job on ghost has ended as quorum_failed
      And reader1 follows the organisation with a Last-Event-ID that no event has
      When a job on ghost has ended as quorum_failed
      Then reader1 is told:
        """
        start_of_history
        start job1
        job_complete job1 quorum_failed
        start job2
        job_complete job2 quorum_failed
        """
      And the history for reader1 began as long ago as events are recorded

    @FEEDS-030 @may
    Scenario Outline: a reader with the id "<id>", which no event can have, gets the history from its start
      Given a job on ghost has ended as quorum_failed
      When reader1 follows the organisation with the Last-Event-ID "<id>"
      Then reader1 is told:
        """
        start_of_history
        start job1
        job_complete job1 quorum_failed
        """

      Examples:
        | id                                    |
        | 1                                     |
        | org-0                                 |
        | org--1                                |
        | org-1e0                               |
        | org-99999999999999999999              |
        | ORG-1                                 |
        | job-1                                 |
        | org-1, org-2                          |
        | dcd37f50-2d77-4761-895b               |
        | dcd37f50-2d77-4761-895b-33134dbf87d12 |
        | {job}                                 |
        | <a href='x'>ü                         |

    @FEEDS-031 @should
    Scenario: a reader with an unknown id gets the start of an empty history
      Given reader1 follows the organisation with a Last-Event-ID that no event has
      When a job on ghost has ended as quorum_failed
      Then reader1 is told:
        """
        start_of_history
        start job1
        job_complete job1 quorum_failed
        """

    @FEEDS-032 @may
    Scenario: a reader that names the start of the history gets the history from its start
      Given a job on ghost has ended as quorum_failed
      And reader1 follows the organisation with a Last-Event-ID that no event has
      When reader2 follows the organisation from where reader1 was at "start_of_history"
      Then reader2 is told:
        """
        start_of_history
        start job1
        job_complete job1 quorum_failed
        """

    @FEEDS-033 @should @needs:restart
    Scenario: a reader that names an event of before a restart gets only events of after it
      Given reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      And the server has been restarted
      And reader2 follows the organisation from where reader1 was at "start job1"
      When a job on ghost has ended as quorum_failed
      Then reader2 is told:
        """
        start_of_history
        start job2
        job_complete job2 quorum_failed
        """

  # the seeds name a "204 No Content. Do not reconnect." here as well, and not when: here it is never so
  Rule: the feed of an organization has no end, and readers may always reconnect

    @FEEDS-075 @should @waits:memory @waits:keep-alive
    Scenario: a reader that has seen every event reconnects and gets keep-alives
      Given reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      When reader2 follows the organisation from where reader1 was at "job_complete job1 quorum_failed"
      Then the answer is 200
      And reader2 is sent 2 keep-alives and no event
