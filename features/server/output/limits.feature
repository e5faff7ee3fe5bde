@needs:feeds
Feature: Output that is too large is dropped, and the run counts all the same
  # protocol §4, max_body_size; §8, the client's own limit

  Rule: a client sends at most 63,000 bytes in a message and drops output that does not fit

    @OUTPUT-018 @needs:capture
    Scenario Outline: output that makes a message of <bytes> bytes is <kept>
      Given web1 answers by hand
      And a job that captures output has started its command on web1
      When web1 succeeds with output in a message of <bytes> bytes
      Then the job ends as complete
      And web1 is succeeded in the job
      And the output of web1 is <kept>

      @must
      Examples: within the limit, which no server may shorten
        | bytes | kept      |
        | 62999 | all there |

      @should
      Examples: at the limit
        | bytes | kept      |
        | 63000 | all there |
        | 63001 | not there |

    @OUTPUT-019 @should @needs:capture
    Scenario Outline: the output of a command that writes <bytes> bytes is dropped
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
    Scenario: the limit counts bytes on the wire, where a NUL takes six
      Given web1 runs real commands
      When the job `head -c 15000 /dev/zero` is started on web1 with its output captured
      Then the job ends as complete
      And there is no stdout of web1

    @OUTPUT-021 @should @needs:capture
    Scenario: a command that fails and writes too much has failed without output
      Given web1 runs real commands
      When the job `head -c 70000 /dev/zero | tr '\0' x >&2; exit 1` is started on web1 with its output captured
      Then the job ends as complete
      And web1 is failed in the job
      And there is no stdout of web1
      And there is no stderr of web1

    @OUTPUT-022 @extension @needs:diagnosis
    Scenario: the diagnosis of a node reports output that was too large to send
      Given web1 runs real commands
      When the job `head -c 70000 /dev/zero` is started on web1 with its output captured
      Then the job ends as complete
      And the diagnosis of web1 notes "a job asked for output and none came: it was too large for the node to send"

  Rule: a server takes at most 65,536 bytes in a message

    @OUTPUT-023 @should @needs:capture
    Scenario Outline: output that makes a message of <bytes> bytes is kept from a client that may send it
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
    Scenario: a message of 65537 bytes is dropped without an answer
      Given web1 answers by hand
      And a job that captures output has started its command on web1
      And web1 sends its output in a message of 65537 bytes
      When web1 fails without output
      Then the job ends as complete
      And web1 is failed in the job
      And there is no stdout of web1

    @OUTPUT-025 @extension @needs:diagnosis
    Scenario: the diagnosis of a node counts a message that was too long
      Given web1 answers by hand
      And a job that captures output has started its command on web1
      And web1 sends its output in a message of 65537 bytes
      When web1 fails without output
      Then the diagnosis of web1 counts 1 refusal as "message_body_too_long"
