Feature: A job that cannot be is refused, and says why
  # protocol §2, the table of `POST jobs` and its messages; seeds: API, "jobs", POST

  Rule: every key has its type

    Scenario Outline: <key> is <value>
      When admin posts a job whose "<key>" is <value>
      Then the answer is 400 with the error "<error>"
      And no job was made

      Examples:
        | key            | value                     | error                                                              |
        | command        | 17                        | invalid command supplied                                           |
        | command        | null                      | invalid command supplied                                           |
        | command        | missing                   | invalid command supplied                                           |
        | nodes          | missing                   | at least one node must be supplied                                 |
        | nodes          | []                        | at least one node must be supplied                                 |
        | nodes          | "web1"                    | at least one node must be supplied                                 |
        | nodes          | [1]                       | at least one node must be supplied                                 |
        | nodes          | null                      | at least one node must be supplied                                 |
        | quorum         | "1"                       | invalid type supplied for quorum (expected a number)               |
        | run_timeout    | "1"                       | invalid type supplied for run_timeout (expected a number)          |
        | run_timeout    | null                      | invalid type supplied for run_timeout (expected a number)          |
        | capture_output | "true"                    | invalid type supplied for capture_output (expected a boolean)      |
        | capture_output | 1                         | invalid type supplied for capture_output (expected a boolean)      |
        | env            | {"A":"1","A":"2"}         | invalid environment value (duplicate key)                          |
        | file           | "hello"                   | invalid file contents (expected 'base64:...' or 'raw:...')         |
        | file           | "base64:***"              | invalid file contents (couldn't decode base64 string)              |

  Rule: numbers are whole and not negative

    Scenario Outline: <key> is <value>
      When admin posts a job whose "<key>" is <value>
      Then the answer is <status>

      Examples:
        | key         | value | status |
        | quorum      | 0     | 201    |
        | quorum      | 1.0   | 201    |
        | quorum      | 999   | 201    |
        | quorum      | -1    | 400    |
        | quorum      | 1.5   | 400    |
        | run_timeout | 0     | 201    |
        | run_timeout | -1    | 400    |
        | run_timeout | 0.5   | 400    |

  Rule: an unknown key is refused

    Scenario: a key that a job does not have
      When admin posts a job whose "colour" is "red"
      Then the answer is 400 with an error that begins "invalid key supplied"
      And no job was made

  Rule: a file has at most 100,000 bytes when decoded

    Scenario Outline: a <encoding> file of <bytes> bytes
      When admin posts a job with a <encoding> file of <bytes> bytes
      Then the answer is <status>

      Examples:
        | encoding | bytes  | status |
        | raw      | 99999  | 201    |
        | raw      | 100000 | 201    |
        | raw      | 100001 | 400    |
        | base64   | 99999  | 201    |
        | base64   | 100000 | 201    |
        | base64   | 100001 | 400    |

    Scenario: the refusal names the limit
      When admin posts a job with a raw file of 100001 bytes
      Then the answer is 400 with the error "invalid file size (must be <= 100000 bytes)"

  Rule: a node is named once

    Scenario: a node named twice
      When admin posts a job whose "nodes" is ["web1","web1"]
      Then the answer is 400
      And the answer has an error body
      And no job was made

  Rule: any text is a command, even none

    Scenario Outline: the command <command>
      When admin posts a job whose "command" is <command>
      Then the answer is 201

      Examples:
        | command            |
        | ""                 |
        | "echo 'ĐONKEY 日本'" |
