@should @needs:feeds
Feature: Nodes whose commands end well, badly, or with much to say

  Rule: a command that fails has ended all the same

    @NODES-014
    Scenario Outline: it exits with <code>
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
    Scenario: a node whose commands always fail
      Given web1 fails
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 is failed in the job
      And web2 is succeeded in the job
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @NODES-016
    Scenario: a node whose commands fail every other time
      Given web1 fails every other time
      When jobs are run on web1 until one has succeeded and one has failed
      Then web1 runs the next job
      And web1 was not disturbed

  Rule: a node that has something else to do takes no job

    @NODES-017
    Scenario: for ever
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
    Scenario: for a time
      Given web1 is healthy
      And web1 has something else to do for a second
      When jobs are run on web1 until one has been refused and one has succeeded
      Then web1 was not disturbed

  @needs:capture
  Rule: what a command has written is kept, whatever it is and however much

    @NODES-019
    Scenario Outline: <bytes> bytes of <content>
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
    Scenario: more than a message may carry
      Given web1 writes 70000 bytes of text
      When a job that captures output is started on web1
      Then the job ends as complete
      And web1 is succeeded in the job
      And there is no stdout of web1
      And there is no stderr of web1

    @NODES-021
    Scenario Outline: the <channel> alone
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
