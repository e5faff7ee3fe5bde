@doc:job-feed @needs:feeds
Feature: A reader that has seen the end of a job need not reconnect
  # seeds: API, "jobs_status_feed/JOBID", Completed Jobs and response code 204; protocol §7
  # the seeds contradict themselves: a feed that is over gives one summary, whatever the Last-Event-ID, and there is a
  # "204 No Content. Do not reconnect.", of which they do not say when

  Background:
    Given web1 answers by hand
    And a job with quorum 1 is voting on web1
    And web1 has voted yes
    And web1 has started the command

  @should
  Rule: a reader that has seen the end gets nothing new

    @FEEDS-041 @documented
    Scenario: a reader that has seen the end reconnects at once
      Given web1 has succeeded
      When reader1 follows the job from behind "job_complete complete"
      Then reader1 is told not to come back, or to the end:
        """
        """

    @FEEDS-042 @documented @waits:memory
    Scenario: a reader that has seen the end reconnects when the job has left memory
      Given web1 has succeeded
      And the job is no longer in memory
      When reader1 follows the job from behind "job_complete complete"
      Then reader1 is told not to come back, or to the end:
        """
        summary complete
        """

    @FEEDS-043 @documented @waits:memory
    Scenario: a reader that has seen the summary gets nothing but the summary
      Given web1 has succeeded
      And the job is no longer in memory
      And reader1 follows the job
      When reader2 follows the job from where reader1 was at "summary complete"
      Then reader2 is told not to come back, or to the end:
        """
        summary complete
        """

    @FEEDS-044 @documented @waits:memory
    Scenario: a reader that has seen the end of another job gets the summary of this one
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
    Scenario: a reader that has seen the end reconnects at once
      Given web1 has succeeded
      When reader1 follows the job from behind "job_complete complete"
      Then reader1 is told to the end:
        """
        """

    @FEEDS-046 @shipped @waits:memory
    Scenario: a reader that has seen the end reconnects when the job has left memory
      Given web1 has succeeded
      And the job is no longer in memory
      When reader1 follows the job from behind "job_complete complete"
      Then reader1 is told to the end:
        """
        summary complete
        """

  # an EventSource comes back by itself until it is told so
  @may @documented
  Rule: a reader that has seen the end is told not to reconnect

    @FEEDS-076
    Scenario: a reader that has seen the end of a job is answered 204 at once
      Given web1 has succeeded
      When reader1 follows the job from behind "job_complete complete"
      Then the answer is 204 without a body

    @FEEDS-077 @waits:memory
    Scenario: a reader that has seen the end of a job is answered 204 when the job has left memory
      Given web1 has succeeded
      And the job is no longer in memory
      When reader1 follows the job from behind "job_complete complete"
      Then the answer is 204 without a body

    @FEEDS-078 @waits:memory
    Scenario: a reader that has seen the summary of a job is answered 204
      Given web1 has succeeded
      And the job is no longer in memory
      And reader1 follows the job
      When reader2 follows the job from where reader1 was at "summary complete"
      Then the answer is 204 without a body
