@must @doc:job-feed @needs:feeds
Feature: A reader that reconnects to a job's feed continues where it was
  # seeds: API, "jobs_status_feed/JOBID", Last-Event-ID; protocol §7

  Background:
    Given web1 answers by hand
    And a job with quorum 1 is voting on web1
    And web1 has voted yes
    And web1 has started the command

  Rule: a reader gets the events after the one that it names

    @FEEDS-047
    Scenario Outline: a reader that names the event "<event>" gets the events after it
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
    Scenario: a reader that reconnects after the end of the job gets the events that it missed
      Given web1 has succeeded
      And the job has ended as complete
      When reader1 follows the job from behind "run_start web1"
      Then reader1 is told to the end:
        """
        run_complete web1 success
        job_complete complete
        """

    @FEEDS-049
    Scenario: a reader that disconnects gets the events that it missed over a new connection
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
