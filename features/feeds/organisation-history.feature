@doc:org-feed @needs:feeds @needs:org-feed @needs:organisations
Feature: A reader that comes back to an organisation's feed is told what it missed
  # seeds: API, "jobs_status_feed"; protocol §7

  Rule: a reader that names an event is told all that came after it, then what happens

    @FEEDS-027 @must
    Scenario: while it is recorded
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
    Scenario: the last one there is
      Given reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      And reader2 follows the organisation from where reader1 was at "job_complete job1 quorum_failed"
      When a job on ghost has ended as quorum_failed
      Then reader2 is told:
        """
        start job2
        job_complete job2 quorum_failed
        """

  Rule: naming an event that is not known is taken for one that has expired

    @FEEDS-029 @should
    Scenario: an id that no event has
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
    Scenario Outline: an id that no event can have: <id>
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
    Scenario: where nothing has ever happened
      Given reader1 follows the organisation with a Last-Event-ID that no event has
      When a job on ghost has ended as quorum_failed
      Then reader1 is told:
        """
        start_of_history
        start job1
        job_complete job1 quorum_failed
        """

    @FEEDS-032 @may
    Scenario: the start of history is no event to come back to
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
    Scenario: the events of an earlier life of the server
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
