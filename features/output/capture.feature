Feature: Captured output is what the command wrote, byte for byte

  Background:
    Given web1 runs real commands

  Rule: both channels are kept as they were written

    Scenario Outline: <what>
      When the job `<command>` is started on web1 with its output captured
      Then the job ends as complete
      And the stdout of web1 is "<stdout>"
      And the stderr of web1 is "<stderr>"

      Examples:
        | what                           | command                                    | stdout       | stderr |
        | one line on each channel       | echo out; echo err >&2                     | out\n        | err\n  |
        | no newline at the end          | printf out; printf err >&2                 | out          | err    |
        | nothing at all                 | true                                       |              |        |
        | text of more than one byte     | printf 'Đ ü 日本 🐴'                         | Đ ü 日本 🐴    |        |
        | NUL and control characters     | printf 'a\\000b\\001\\033\\r\\n\\t\\177'   | a\0b\x01\x1b\r\n\t\x7f |  |
        | white space at the end         | printf 'x \\n\\n '                         | x \n\n\x20   |        |

    Scenario: the output of a command that fails
      When the job `echo half; echo broken >&2; exit 1` is started on web1 with its output captured
      Then web1 ends as failed in the job
      And the stdout of web1 is "half\n"
      And the stderr of web1 is "broken\n"

  Rule: without capture there is no output

    Scenario: a job that did not ask for it
      When the job `echo out` is started on web1
      Then the job ends as complete
      And there is no stdout of web1
      And there is no stderr of web1
