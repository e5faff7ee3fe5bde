@needs:feeds
Feature: A node votes no to a job that it cannot run
  # protocol §8

  @must
  Rule: a node that runs a job takes no other

    @NODES-022
    Scenario: a node that runs a job votes no to a second one
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
  Rule: the user and the folder of a job must exist on the node

    @NODES-023
    Scenario Outline: a node votes no to a job with <what> that does not exist
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
    Scenario: a command whose program does not exist fails
      Given web1 runs real commands
      When the job `/no/such/command` is started on it
      Then the job ends as complete
      And web1 is failed in the job
      And web1 runs the next job
