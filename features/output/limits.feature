@needs:feeds
Feature: Output that is too large is dropped, and the run counts all the same
  # protocol §4, max_body_size; §8, the client's own limit

  Rule: a client sends at most 63,000 bytes in a message; what does not fit goes without output

    @OUTPUT-018 @should @needs:capture
    Scenario Outline: output that makes a message of <bytes> bytes
      Given web1 answers by hand
      And a job that captures output has started its command on web1
      When web1 succeeds with output in a message of <bytes> bytes
      Then the job ends as complete
      And web1 is succeeded in the job
      And the output of web1 is <kept>

      Examples:
        | bytes | kept      |
        | 62999 | all there |
        | 63000 | all there |
        | 63001 | not there |

    @OUTPUT-019 @should @needs:capture
    Scenario Outline: a command that writes <bytes> bytes
      Given web1 runs real commands
      When the job `head -c <bytes> /dev/zero | tr '\0' x` is started on web1 with its output captured
      Then the job ends as complete
      And web1 is succeeded in the job
      And there is no stdout of web1
      And there is no stderr of web1

      Examples:
        | bytes  |
        | 62999  |
        | 63000  |
        | 63001  |
        | 500000 |

    @OUTPUT-020 @should @needs:capture
    Scenario: what counts is how it travels, and there a NUL is six bytes
      Given web1 runs real commands
      When the job `head -c 15000 /dev/zero` is started on web1 with its output captured
      Then the job ends as complete
      And there is no stdout of web1

    @OUTPUT-021 @should @needs:capture
    Scenario: a command that fails and writes too much
      Given web1 runs real commands
      When the job `head -c 70000 /dev/zero | tr '\0' x >&2; exit 1` is started on web1 with its output captured
      Then the job ends as complete
      And web1 is failed in the job
      And there is no stdout of web1
      And there is no stderr of web1

    @OUTPUT-022 @extension @needs:diagnosis
    Scenario: the node's diagnosis tells of it
      Given web1 runs real commands
      When the job `head -c 70000 /dev/zero` is started on web1 with its output captured
      Then the job ends as complete
      And the diagnosis of web1 notes "a job asked for output and none came: it was too large for the node to send"

  Rule: a server takes at most 65,536 bytes in a message

    @OUTPUT-023 @should @needs:capture
    Scenario Outline: output that makes a message of <bytes> bytes, from a client that may send it
      Given web1 answers by hand and may send messages of 65536 bytes
      And a job that captures output has started its command on web1
      When web1 succeeds with output in a message of <bytes> bytes
      Then the job ends as complete
      And web1 is succeeded in the job
      And the output of web1 is all there

      Examples:
        | bytes |
        | 65535 |
        | 65536 |

    @OUTPUT-024 @should @needs:capture
    Scenario: a message of 65537 bytes is not taken, and not answered
      Given web1 answers by hand
      And a job that captures output has started its command on web1
      And web1 sends its output in a message of 65537 bytes
      When web1 fails without output
      Then the job ends as complete
      And web1 is failed in the job
      And there is no stdout of web1

    @OUTPUT-025 @extension @needs:diagnosis
    Scenario: and the node's diagnosis tells of it
      Given web1 answers by hand
      And a job that captures output has started its command on web1
      And web1 sends its output in a message of 65537 bytes
      When web1 fails without output
      Then the diagnosis of web1 counts 1 refusal as "message_body_too_long"
