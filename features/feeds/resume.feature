@must @doc:job-feed @needs:feeds
Feature: A reader that comes back to a job's feed goes on where it was
  # seeds: API, "jobs_status_feed/JOBID", Last-Event-ID; protocol §7

  Background:
    Given web1 answers by hand
    And a job with quorum 1 is voting on web1
    And web1 has voted yes
    And web1 has started the command

  Rule: after an event that it names comes what followed

    @FEEDS-047
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

    @FEEDS-048
    Scenario: after the end
      Given web1 has succeeded
      And the job has ended as complete
      When reader1 follows the job from behind "run_start web1"
      Then reader1 is told to the end:
        """
        run_complete web1 success
        job_complete complete
        """

    @FEEDS-049
    Scenario: a reader that went away is told by another connection what it missed
      Given reader1 follows the job
      And reader1 is told:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        """
      And reader1 goes away
      And web1 has succeeded
      When reader1 follows the job from behind "run_start web1"
      Then reader1 is told to the end:
        """
        run_complete web1 success
        job_complete complete
        """
