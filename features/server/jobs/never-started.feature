@documented @doc:job @needs:feeds
Feature: The documented status of a node that never started the command
  # seeds: API, "jobs/ID", GET: "ready (node has accepted command, command has not started running)", "aborted (node ran command,
  # stopped before completion)". In the words of the protocol it is timed_out, as one that was stopped is

  Background:
    Given web1 and web2 answer by hand
    And a job with a run timeout of 1 second is running on web1 and web2
    And web2 has started the command

  @should
  Rule: only a node that ran the command was stopped before completion

    @JOBS-067
    Scenario: after a run timeout only the node that ran the command is aborted
      When the run time is over
      Then the job lists web2 as aborted
      And the job lists web1 as ready or unavailable

  @may
  Rule: a node that has accepted the command and not started it is ready even when its job is over

    @JOBS-068
    Scenario: a node that has not started the command is ready after a run timeout
      When the run time is over
      Then the job lists web1 as ready
