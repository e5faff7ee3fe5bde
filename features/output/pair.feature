@doc:output @needs:feeds
Feature: Output is kept of both channels or of neither
  # seeds: API, "jobs/ID/output/NODE_NAME/CHANNEL"; protocol §2 and §6

  Background:
    Given web1 answers by hand
    And a job that captures output has started its command on web1

  Rule: the channels are a pair

    @OUTPUT-026 @should @needs:capture
    Scenario Outline: a node that sends the <channel> alone
      When web1 succeeds with the <channel> "half" alone
      Then there is no stdout of web1
      And there is no stderr of web1
      And web1 is succeeded in the job

      Examples:
        | channel |
        | stdout  |
        | stderr  |

    @OUTPUT-027 @extension @needs:diagnosis
    Scenario: and its diagnosis tells of it
      When web1 succeeds with the stdout "half" alone
      Then the diagnosis of web1 notes "one channel of output came without the other, and neither was stored"

    @OUTPUT-028 @should @needs:capture
    Scenario: a node that sends neither
      When web1 succeeds without output
      Then there is no stdout of web1
      And there is no stderr of web1

  @should
  Rule: what a node sends is kept, whether the job asked for it or not

    @OUTPUT-029 @needs:capture
    Scenario: a job that does not capture output
      Given a job that does not capture output has started its command on web1
      When web1 succeeds with the stdout "unasked" and the stderr ""
      Then the stdout of web1 is "unasked"
      And the stderr of web1 is ""
