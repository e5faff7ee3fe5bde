@should @needs:feeds
Feature: A node runs what its whitelist allows
  # protocol §8

  Rule: a command is allowed by its exact text or by a pattern, and another may run in its place

    Background:
      Given web1 runs only what its whitelist allows:
        | match           | run             |
        | echo as it is   |                 |
        | chef-client     | echo converged  |
        | /^greet (\w+)$/ | echo "hello $1" |
        | /^list /        |                 |

    @NODES-100 @needs:capture
    Scenario Outline: a node runs the allowed command `<command>`
      When the job `<command>` is started on web1 with its output captured
      Then the job ends as complete
      And web1 is succeeded in the job
      And the stdout of web1 is "<stdout>\n"

      Examples:
        | command       | stdout      |
        | echo as it is | as it is    |
        | chef-client   | converged   |
        | greet bears   | hello bears |

    @NODES-101
    Scenario Outline: a node votes no to the command `<command>`
      When the job `<command>` is started on web1
      Then the job ends as quorum_failed
      And web1 is nacked in the job
      And the job `chef-client` is started on web1
      And the job ends as complete

      Examples:
        | command            |
        | true               |
        | echo as it is now  |
        | chef-client --once |
        | greet              |
        | greet two bears    |

  Rule: a command with a lock is rejected while another process holds the lock

    @NODES-102
    Scenario: a node votes no until another process lets go of the lock
      Given web1 runs nothing while a lock is held
      And another process takes the lock
      When the job `true` is started on web1
      Then the job ends as quorum_failed
      And web1 is nacked in the job
      And it lets go of the lock
      And web1 runs the next job
