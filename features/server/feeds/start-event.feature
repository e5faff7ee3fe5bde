@doc:org-feed @doc:job-feed @needs:feeds @needs:org-feed @needs:organisations
Feature: The start event of a job has the options of the job
  # seeds: API, "jobs_status_feed" and "jobs_status_feed/JOBID", the responses; protocol §7; WHATWG HTML, server-sent events

  Background:
    Given reader1 follows the organisation

  Rule: the start event has every option that was given, but neither the file nor the nodes

    @FEEDS-057 @must
    Scenario: the start event of a job with nothing but a command has the defaults
      When this job is started on ghost:
        """
        { "command": "chef-client" }
        """
      Then the job and the organisation are told a start with:
        | command     | "chef-client" |
        | run_timeout | 3600          |
        | user        | "{admin}"     |
        | quorum      | 1             |
        | node_count  | 1             |
        | capture     | false         |

    @FEEDS-058 @must
    Scenario: the start event of a job with every option has them all except the file's content
      When this job is started on ghost and web1:
        """
        {
          "command": "bash $CHEF_PUSH_JOB_FILE", "run_timeout": 300, "quorum": 1, "user": "rebecca", "dir": "/home/rebecca",
          "env": { "FOO": "bears", "NONE": "" }, "file": "raw:the-secret-in-the-file", "capture_output": true
        }
        """
      Then the job and the organisation are told a start with:
        | command        | "bash $CHEF_PUSH_JOB_FILE"     |
        | run_timeout    | 300                            |
        | user           | "{admin}"                      |
        | quorum         | 1                              |
        | node_count     | 2                              |
        | job_user       | "rebecca"                      |
        | dir            | "/home/rebecca"                |
        | env            | { "FOO": "bears", "NONE": "" } |
        | file_specified | true                           |
        | capture        | true                           |
      And nothing for reader1 has "the-secret-in-the-file" in it

    @FEEDS-059 @should
    Scenario: the start event of a job has options that are empty, false or 0
      When this job is started on ghost:
        """
        { "command": "", "env": {}, "run_timeout": 0, "quorum": 0, "capture_output": false }
        """
      Then the job and the organisation are told a start with:
        | command     | ""        |
        | run_timeout | 0         |
        | user        | "{admin}" |
        | quorum      | 0         |
        | node_count  | 1         |
        | env         | {}        |
        | capture     | false     |

  @should
  Rule: any command is sent unchanged, in UTF-8

    @FEEDS-060
    Scenario Outline: the start event has a command unchanged that contains <what>
      When this job is started on ghost:
        """
        { "command": <command> }
        """
      And reader2 follows the job
      Then reader1 and reader2 are told a start with the command <command>
      And every byte for reader1 is of an event or a keep-alive
      And every byte for reader2 is of an event or a keep-alive

      Examples:
        | what                             | command                                            |
        | text beyond ASCII                | "echo 'ĐONKEY ü 日本 🐴'"                             |
        | line breaks of all kinds         | "a\\nb\\rc\\r\\nd\\u2028e\\u2029f\\u0085g\\u000bh" |
        | control characters               | "\\u0001\\u0007\\u001b[31m\\t\\u007f"              |
        | an event                         | "\\n\\nevent: job_complete\\nid: 7\\ndata: {}\\n\\n" |
        | a comment                        | "\\n: keep-alive\\n"                               |
        | quotes and backslashes           | "\\"a\\" 'b' \\\\ \\/ \\\\n"                       |
        | a byte order mark                | "\\ufeffecho"                                      |
