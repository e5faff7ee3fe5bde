@should @needs:feeds
Feature: Nodes whose commands succeed, fail or write output

  Rule: a job is complete when its commands have ended, even if they fail

    @NODES-014
    Scenario Outline: a node whose command exits with <code> has the status <status> in the job
      Given web1 and web2 run real commands
      When the job `test "$CHEF_PUSH_NODE_NAME" != "{web1}" || exit <code>` is started on web1 and web2
      Then the job ends as complete
      And web1 is <status> in the job
      And web2 is succeeded in the job
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

      Examples:
        | code | status    |
        | 0    | succeeded |
        | 1    | failed    |
        | 2    | failed    |
        | 255  | failed    |

    @NODES-015
    Scenario: a node whose commands always fail is failed in the job
      Given web1 fails
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 is failed in the job
      And web2 is succeeded in the job
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @NODES-016
    Scenario: a node whose commands fail every other time runs every job
      Given web1 fails every other time
      When jobs are run on web1 until one has succeeded and one has failed
      Then web1 runs the next job
      And web1 was not disturbed

  Rule: a busy node votes no

    @NODES-017
    Scenario: a node that is always busy votes no
      Given web1 is busy
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the feed says of web1: quorum_vote failure
      And web1 is nacked in the job
      And web2 is was_ready in the job
      And web1 and web2 run the next job
      And web1 was not disturbed

    @NODES-018
    Scenario: a node that is busy for a time votes no and later succeeds
      Given web1 is healthy
      And web1 has something else to do for a second
      When jobs are run on web1 until one has been refused and one has succeeded
      Then web1 was not disturbed

  @needs:capture
  Rule: the output of a command is kept as long as it fits into a message

    @NODES-019
    Scenario Outline: a command's <content> output of <bytes> bytes is kept
      Given web1 writes <bytes> bytes of <content>
      When a job that captures output is started on web1
      Then the job ends as complete
      And web1 is succeeded in the job
      And the stdout of web1 has <bytes> bytes
      And the stderr of web1 has 0 bytes
      And web1 runs the next job
      And web1 was not disturbed

      Examples:
        | bytes | content   |
        | 0     | text      |
        | 1     | text      |
        | 60000 | text      |
        | 30000 | multibyte |
        | 8000  | control   |
        | 20000 | binary    |

    @NODES-020
    Scenario: output that does not fit into a message is dropped
      Given web1 writes 70000 bytes of text
      When a job that captures output is started on web1
      Then the job ends as complete
      And web1 is succeeded in the job
      And there is no stdout of web1
      And there is no stderr of web1

    @NODES-021
    Scenario Outline: the <channel> of a command is dropped when the other channel is missing
      Given web1 sends the <channel> of its commands alone
      When a job that captures output is started on web1
      Then the job ends as complete
      And web1 is succeeded in the job
      And there is no stdout of web1
      And there is no stderr of web1
      And web1 runs the next job

      Examples:
        | channel |
        | stdout  |
        | stderr  |
