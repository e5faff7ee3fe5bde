@must @doc:org-feed @doc:feeds @needs:feeds @needs:org-feed @needs:organisations
Feature: The feed of an organisation tells of the start and the end of every job
  # seeds: API, "jobs_status_feed"; protocol §7

  Rule: a reader that names no event is told only what happens from then on

    @FEEDS-020
    Scenario: jobs that ended before it came are not told
      Given a job on ghost has ended as quorum_failed
      And reader1 follows the organisation
      When a job on ghost has ended as quorum_failed
      Then reader1 is told:
        """
        start job2
        job_complete job2 quorum_failed
        """

    @FEEDS-021
    Scenario: of a job that goes on only the end is told
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
    Scenario: nothing is told while nothing happens
      Given a job on ghost has ended as quorum_failed
      When reader1 follows the organisation
      Then the answer is 200
      And reader1 is sent 2 keep-alives and no event

  Rule: starts and ends are told as they happen, of all jobs and of nothing else

    @FEEDS-023
    Scenario: one job
      Given web1 answers by hand
      And reader1 follows the organisation
      When a job on web1 has run
      Then reader1 is told:
        """
        start job1
        job_complete job1 complete
        """

    @FEEDS-024
    Scenario: jobs at the same time
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
    Scenario Outline: a job that <does>
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
    Scenario: several readers
      Given reader1, reader2 and reader3 follow the organisation
      When a job on ghost has ended as quorum_failed
      Then reader1, reader2 and reader3 are told:
        """
        start job1
        job_complete job1 quorum_failed
        """
