@doc:job-feed @needs:feeds
Feature: A reader that names no event of the job gets the job from its start
  # seeds: API, "jobs_status_feed/JOBID", Last-Event-ID; protocol §7

  Background:
    Given web1 answers by hand
    And a job with quorum 1 is voting on web1
    And web1 has voted yes
    And web1 has started the command

  Rule: an event id that the feed does not know is treated like none

    @FEEDS-037 @should
    Scenario: a reader with an id that no event has gets the job from its start
      Given reader1 follows the job with a Last-Event-ID that no event has
      When web1 says succeeded
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """

    @FEEDS-038 @may
    Scenario Outline: a reader with the id "<id>", which no event can have, gets the job from its start
      Given reader1 follows the job with the Last-Event-ID "<id>"
      When web1 says succeeded
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """

      Examples:
        | id                                    |
        |                                       |
        | 2                                     |
        | job-0                                 |
        | job--1                                |
        | job-1.0                               |
        | job-1e0                               |
        | job-99999999999999999999              |
        | JOB-1                                 |
        | org-1                                 |
        | start_id                              |
        | job-1, job-2                          |
        | dcd37f50-2d77-4761-895b               |
        | dcd37f50-2d77-4761-895b-33134dbf87d12 |
        | {job}                                 |
        | {web1}                                |
        | <a href='x'>ü                         |

    @FEEDS-039 @documented @should
    Scenario: a reader names an event of another job
      Given a job on ghost has ended as quorum_failed
      And reader1 follows job1 from behind "quorum_vote ghost down" of job2
      When web1 says succeeded in job1
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """

    # there ids count the events of each feed: another job's second is this job's second
    @FEEDS-040 @shipped @should
    Scenario: a reader names an event of another job
      Given a job on ghost has ended as quorum_failed
      And reader1 follows job1 from behind "quorum_vote ghost down" of job2
      When web1 says succeeded in job1
      Then reader1 is told to the end:
        """
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """
