@needs:feeds
Feature: A node refuses a job that it cannot run
  # protocol §8

  @must
  Rule: whoever has a job in hand takes no other

    @NODES-022
    Scenario: a second job while the first one runs
      Given web1 runs real commands
      And a job that waits for a sign is started on web1
      And web1 has begun to run it
      When a second job is started on web1
      Then the job ends as quorum_failed
      And web1 is nacked in the job
      And the sign is given
      And the first job ends as complete
      And web1 runs the next job
      And web1 was not disturbed

  @should
  Rule: the user and the folder of a job must be there

    @NODES-023
    Scenario Outline: a job with <what> that is not there
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "true", "<key>": "<value>" }
        """
      Then the job ends as quorum_failed
      And web1 is nacked in the job
      And web1 runs the next job
      And web1 was not disturbed

      Examples:
        | what     | key  | value            |
        | a user   | user | nobody-has-this  |
        | a folder | dir  | /no/such/folder  |

  @should
  Rule: a command that cannot be started has failed

    @NODES-024
    Scenario: a program that is not there
      Given web1 runs real commands
      When the job `/no/such/command` is started on it
      Then the job ends as complete
      And web1 is failed in the job
      And web1 runs the next job
