@doc:output @needs:feeds
Feature: The output of both channels is kept or of neither
  # seeds: API, "jobs/ID/output/NODE_NAME/CHANNEL"; protocol §2 and §6

  Background:
    Given web1 answers by hand
    And a job that captures output has started its command on web1

  Rule: the channels of output are a pair

    @OUTPUT-026 @should @needs:capture
    Scenario Outline: a node that sends the <channel> alone has no output
      When web1 succeeds with the <channel> "half" alone
      Then there is no stdout of web1
      And there is no stderr of web1
      And web1 is succeeded in the job

      Examples:
        | channel |
        | stdout  |
        | stderr  |

    @OUTPUT-027 @extension @needs:diagnosis
    Scenario: the diagnosis of a node reports a channel that came alone
      When web1 succeeds with the stdout "half" alone
      Then the diagnosis of web1 notes "one channel of output came without the other, and neither was stored"

    @OUTPUT-028 @should @needs:capture
    Scenario: a node that sends neither channel has no output
      When web1 succeeds without output
      Then there is no stdout of web1
      And there is no stderr of web1

  @should
  Rule: output that a node sends is kept whether the job asked for it or not

    @OUTPUT-029 @needs:capture
    Scenario: output of a job that does not capture it is kept when the node sends it
      Given a job that does not capture output has started its command on web1
      When web1 succeeds with the stdout "unasked" and the stderr ""
      Then the stdout of web1 is "unasked"
      And the stderr of web1 is ""
