@should @doc:job-feed @needs:feeds
Feature: A reader that has seen the end of a job need not come back
  # seeds: API, "jobs_status_feed/JOBID", response code 204; protocol §7

  Background:
    Given web1 answers by hand
    And a job with quorum 1 is voting on web1
    And web1 has voted yes
    And web1 has started the command

  Rule: whoever has seen the end is told not to come back

    @FEEDS-041 @documented
    Scenario: at once
      Given web1 has succeeded
      When reader1 follows the job from behind "job_complete complete"
      Then the answer is 204 without a body

    @FEEDS-042 @documented @waits:memory
    Scenario: later
      Given web1 has succeeded
      And the job is no longer in memory
      When reader1 follows the job from behind "job_complete complete"
      Then the answer is 204 without a body

    @FEEDS-043 @documented @waits:memory
    Scenario: from behind the summary
      Given web1 has succeeded
      And the job is no longer in memory
      And reader1 follows the job
      When reader2 follows the job from where reader1 was at "summary complete"
      Then the answer is 204 without a body

    @FEEDS-044 @documented @waits:memory
    Scenario: the end of another job is not this one's
      Given a job on ghost has ended as quorum_failed
      And the job is no longer in memory
      And web1 succeeds in job1
      When reader1 follows job2 from behind "job_complete complete" of job1
      Then reader1 is told to the end:
        """
        summary quorum_failed
        """

    # it has no such answer: what is left to tell is nothing, and then the summary
    @FEEDS-045 @shipped
    Scenario: at once
      Given web1 has succeeded
      When reader1 follows the job from behind "job_complete complete"
      Then reader1 is told to the end:
        """
        """

    @FEEDS-046 @shipped @waits:memory
    Scenario: later
      Given web1 has succeeded
      And the job is no longer in memory
      When reader1 follows the job from behind "job_complete complete"
      Then reader1 is told to the end:
        """
        summary complete
        """
