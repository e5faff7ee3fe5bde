Feature: A reader that comes back to a job's feed goes on where it was
  # seeds: API, "jobs_status_feed/JOBID", Last-Event-ID and 204; protocol §7

  Background:
    Given web1 answers by hand
    And a job with quorum 1 is voting on web1
    And web1 has voted yes
    And web1 has started the command

  Rule: behind an event that it was told come all that follow

    Scenario Outline: from behind <event>
      Given reader1 follows the job from behind "<event>"
      When web1 says succeeded
      Then reader1 is told to the end:
        """
        <2>
        <3>
        <4>
        run_complete web1 success
        job_complete complete
        """

      Examples:
        | event                    | 2                        | 3                | 4              |
        | start                    | quorum_vote web1 success | quorum_succeeded | run_start web1 |
        | quorum_vote web1 success |                          | quorum_succeeded | run_start web1 |
        | quorum_succeeded         |                          |                  | run_start web1 |
        | run_start web1           |                          |                  |                |

    Scenario: when the job has ended a moment ago
      Given web1 has succeeded
      And the job has ended as complete
      When reader1 follows the job from behind "run_start web1"
      Then reader1 is told to the end:
        """
        run_complete web1 success
        job_complete complete
        """

  Rule: an id that the feed does not know is as good as none

    Scenario: an id that no event has
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

    Scenario Outline: an id that cannot be: <id>
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
        | id                                       |
        |                                          |
        | 2                                        |
        | job-0                                    |
        | job--1                                   |
        | job-1.0                                  |
        | job-1e0                                  |
        | job-99999999999999999999                 |
        | JOB-1                                    |
        | org-1                                    |
        | start_id                                 |
        | job-1 job-2                              |
        | dcd37f50-2d77-4761-895b                  |
        | dcd37f50-2d77-4761-895b-33134dbf87d12    |
        | {job}                                    |
        | \x00\xff "quoted" <tag>                  |

    @documented
    Scenario: the id of another job's event
      Given a job on ghost has ended as quorum_failed
      When reader1 follows job1 from behind "start" of job2
      And web1 succeeds in job1
      Then reader1 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """

    # there ids count the events of each feed: another job's is one of this job's, too
    @pushy-server
    Scenario: the id of another job's event
      Given a job on ghost has ended as quorum_failed
      When reader1 follows job1 from behind "quorum_vote ghost down" of job2
      And web1 succeeds in job1
      Then reader1 is told to the end:
        """
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """

  Rule: whoever has seen the end is told not to come back

    @documented
    Scenario: in the moments after the end
      Given web1 has succeeded
      When reader1 follows the job from behind "job_complete complete"
      Then the answer is 204

    @documented
    Scenario: later
      Given web1 has succeeded
      And the job is no longer in memory
      When reader1 follows the job from behind "job_complete complete"
      Then the answer is 204

    @documented
    Scenario: behind the summary
      Given web1 has succeeded
      And the job is no longer in memory
      And reader1 follows the job
      When reader2 follows the job from where reader1 was at "summary complete"
      Then the answer is 204

    @documented
    Scenario: not before the end
      Given another job has run, of which reader1 was told the summary
      And …
