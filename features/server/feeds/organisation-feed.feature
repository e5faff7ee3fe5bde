@must @doc:org-feed @doc:feeds @needs:feeds @needs:org-feed @needs:organisations
Feature: The feed of an organization reports the start and the end of every job
  # seeds: API, "jobs_status_feed"; protocol §7

  Rule: a reader that names no event gets only new events

    @FEEDS-020
    Scenario: a job that ended before the reader connected is not reported
      Given a job on ghost has ended as quorum_failed
      And reader1 follows the organisation
      When a job on ghost has ended as quorum_failed
      Then reader1 is told:
        """
        start job2
        job_complete job2 quorum_failed
        """

    @FEEDS-021
    Scenario: a job that started before the reader connected is reported at its end
      Given web1 answers by hand
      And a job with quorum 1 is voting on web1
      And reader1 follows the organisation
      And web1 has voted yes
      And web1 has started the command
      When web1 says succeeded
      Then reader1 is told:
        """
        job_complete job1 complete
        """

    @FEEDS-022
    Scenario: a reader gets only keep-alives while nothing happens
      Given a job on ghost has ended as quorum_failed
      When reader1 follows the organisation
      Then the answer is 200
      And reader1 is sent 2 keep-alives and no event

  Rule: the start and the end of every job are reported when they happen, and nothing else is

    @FEEDS-023
    Scenario: the start and the end of one job are reported
      Given web1 answers by hand
      And reader1 follows the organisation
      When a job on web1 has run
      Then reader1 is told:
        """
        start job1
        job_complete job1 complete
        """

    @FEEDS-024
    Scenario: starts and ends of jobs that run at the same time are reported when they happen
      Given web1 and web2 answer by hand
      And a job is running on web1
      And web1 has started the command
      And reader1 follows the organisation
      And a job is running on web2
      And web2 has started the command
      And web1 succeeds in job1
      And a job on ghost has ended as quorum_failed
      When web2 succeeds in job2
      Then reader1 is told:
        """
        start job2
        job_complete job1 complete
        start job3
        job_complete job3 quorum_failed
        job_complete job2 complete
        """

    @FEEDS-025
    Scenario Outline: a job that <does> is reported as <status>
      Given web1 answers by hand
      And reader1 follows the organisation
      And a job with a run timeout of 0 seconds is voting on web1
      When web1 says <answer>
      Then reader1 is told:
        """
        start job1
        job_complete job1 <status>
        """

      Examples:
        | does              | answer      | status        |
        | is not agreed to  | nack_commit | quorum_failed |
        | takes too long    | ack_commit  | timed_out     |

    @FEEDS-026
    Scenario: several readers of an organization's feed get the same events
      Given reader1, reader2 and reader3 follow the organisation
      When a job on ghost has ended as quorum_failed
      Then reader1, reader2 and reader3 are told:
        """
        start job1
        job_complete job1 quorum_failed
        """
