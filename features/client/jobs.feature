@must @doc:protocol-8
Feature: A client votes, runs what it voted for, says how it ended, and drops it when it is told to
  # protocol §8

  Rule: a client votes for what it can run, and runs it when it is told to

    @CLIENT-010
    Scenario: the client answers a commit with ack_commit
      When it is given a job whose command ends with 0
      Then its first answer is ack_commit

    @CLIENT-011
    Scenario: the client answers a run with ack_run, and with succeeded when the command ends with 0
      When it is given a job whose command ends with 0
      Then it answers ack_commit, ack_run, succeeded
      And its node has succeeded in the job

    @CLIENT-012
    Scenario: the client says failed when the command ends with another exit code
      When it is given a job whose command ends with 3
      Then it answers ack_commit, ack_run, failed

  Rule: a client says no to what it cannot run, or was not asked to commit to

    @CLIENT-013
    Scenario: the client answers a commit with nack_commit when its whitelist does not have the command
      When it is given a job that its whitelist does not have
      Then it answers nack_commit

    @CLIENT-014
    Scenario: the client answers a commit with nack_commit while it is busy, and goes on with its job
      Given the client runs a job that goes on
      When it is given another job meanwhile
      Then it answers the second job with nack_commit
      And it has answered the first job with ack_commit, ack_run, and with nothing else

    @CLIENT-015
    Scenario: the client answers a run for a job that it has not committed to with nack_run
      When it is sent a run for a job that it does not know
      Then it answers this run with nack_run

  Rule: a client says which job it runs, and ends it when it is told to

    @CLIENT-016 @doc:protocol-4 @waits:heartbeat
    Scenario: the client says in its heartbeats that it is running, and which job
      Given the client runs a job that goes on
      Then it says in a heartbeat that it is running this job

    @CLIENT-017
    Scenario: the client answers an abort while it runs a job with aborted, naming the job
      Given the client runs a job that goes on
      When the server has it abort what it does
      Then it sends an aborted that names this job

    @CLIENT-018
    Scenario: the client ends the command of a job that is aborted
      Given the client runs a job that goes on
      When the server has it abort what it does
      Then the process of the command ends
