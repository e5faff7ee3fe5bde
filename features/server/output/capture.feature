@must @doc:output @doc:capture @needs:feeds @needs:capture
Feature: Captured output is what the command wrote, byte for byte
  # seeds: API, "jobs/ID/output/NODE_NAME/CHANNEL"; Push 2.0, "Command Output Capture"

  Background:
    Given web1 runs real commands

  Rule: both channels are kept as they were written, even when the command fails

    @OUTPUT-013
    Scenario Outline: output is kept byte for byte: <what>
      When the job `<command>` is started on web1 with its output captured
      Then the job ends as complete
      And the stdout of web1 is "<stdout>"
      And the stderr of web1 is "<stderr>"

      Examples:
        | what                         | command                                  | stdout                 | stderr    |
        | one line on each channel     | echo out; echo err >&2                   | out\n                  | err\n     |
        | no newline at the end        | printf out; printf err >&2               | out                    | err       |
        | one channel that is silent   | echo err >&2                             |                        | err\n     |
        | nothing at all               | true                                     |                        |           |
        | a single NUL                 | printf '\\000'; printf '\\000' >&2       | \0                     | \0        |
        | text of more than one byte   | printf 'Đ ü 日本 🐴'                       | Đ ü 日本 🐴              |           |
        | NUL and control characters   | printf 'a\\000b\\001\\033\\r\\n\\t\\177' | a\0b\x01\x1b\r\n\t\x7f |           |
        | white space at the end       | printf 'x \\n\\n '                       | x \n\n\x20             |           |
        | what JSON and HTTP would mind | printf '"}\\\\u0041\\r\\n\\r\\n0\\r\\n' | "}\\\\u0041\r\n\r\n0\r\n |           |
        | a byte order mark            | printf '\\357\\273\\277x'                | \ufeffx                |           |
        | bytes that are no UTF-8      | printf 'a\\377\\376b\\303'               | a\ufffd\ufffdb\ufffd   |           |
        | a command that fails         | echo half; echo broken >&2; exit 1       | half\n                 | broken\n  |
        | a command that kills itself  | echo last words; kill -9 $$              | last words\n           |           |

    @OUTPUT-014
    Scenario: large output on both channels is kept
      When the job `head -c 30000 /dev/zero | tr '\0' o; head -c 30000 /dev/zero | tr '\0' e >&2` is started on web1 with its output captured
      Then the job ends as complete
      And the stdout of web1 is 30000 times "o"
      And the stderr of web1 is 30000 times "e"

    @OUTPUT-015
    Scenario: each node of a job has its own output
      Given web2 runs real commands
      When the job `printf %s "$CHEF_PUSH_NODE_NAME"` is started on web1 and web2 with its output captured
      Then the job ends as complete
      And the stdout of web1 is "{web1}"
      And the stdout of web2 is "{web2}"

    @OUTPUT-016
    Scenario: each job of a node has its own output
      Given the job `echo first` has run on web1 with its output captured
      When the job `echo second` is started on web1 with its output captured
      Then the job ends as complete
      And the stdout of web1 is "second\n"
      And the stdout of web1 for job1 is "first\n"

  Rule: without capture there is no output

    @OUTPUT-017
    Scenario Outline: a job that does not capture output has none
      When this job is started on web1:
        """
        { "command": "echo out; echo err >&2"<capture> }
        """
      Then the job ends as complete
      And there is no stdout of web1
      And there is no stderr of web1

      Examples:
        | capture                   |
        |                           |
        | , "capture_output": false |
