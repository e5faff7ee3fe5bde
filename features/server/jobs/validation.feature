@should @doc:jobs-post
Feature: An invalid job is rejected with the reason
  # protocol §2, the table of `POST jobs` and its messages; §10 on what the shipped server does instead;
  # seeds: API, "jobs", POST

  Rule: every key of a job has a type

    @JOBS-052 @needs:organisations
    Scenario Outline: a job whose "<key>" is <value> is rejected
      When admin posts a job whose "<key>" is <value>
      Then the answer is 400 with the error "<error>"
      And no job was made

      Examples: what every job has
        | key     | value         | error                              |
        | command | missing       | invalid command supplied           |
        | command | null          | invalid command supplied           |
        | command | 17            | invalid command supplied           |
        | command | true          | invalid command supplied           |
        | command | ["true"]      | invalid command supplied           |
        | command | {}            | invalid command supplied           |
        | nodes   | missing       | at least one node must be supplied |
        | nodes   | null          | at least one node must be supplied |
        | nodes   | []            | at least one node must be supplied |
        | nodes   | "web1"        | at least one node must be supplied |
        | nodes   | 17            | at least one node must be supplied |
        | nodes   | {"0":"web1"}  | at least one node must be supplied |
        | nodes   | [1]           | at least one node must be supplied |
        | nodes   | [null]        | at least one node must be supplied |
        | nodes   | [["web1"]]    | at least one node must be supplied |
        | nodes   | ["web1",true] | at least one node must be supplied |

      Examples: numbers are whole and not negative, and nothing else stands for one
        | key            | value  | error                                                         |
        | quorum         | null   | invalid type supplied for quorum (expected a number)          |
        | quorum         | "1"    | invalid type supplied for quorum (expected a number)          |
        | quorum         | true   | invalid type supplied for quorum (expected a number)          |
        | quorum         | [1]    | invalid type supplied for quorum (expected a number)          |
        | quorum         | {}     | invalid type supplied for quorum (expected a number)          |
        | quorum         | -1     | invalid type supplied for quorum (expected a number)          |
        | quorum         | 1.5    | invalid type supplied for quorum (expected a number)          |
        | quorum         | 1e999  | invalid type supplied for quorum (expected a number)          |
        | run_timeout    | null   | invalid type supplied for run_timeout (expected a number)     |
        | run_timeout    | "1"    | invalid type supplied for run_timeout (expected a number)     |
        | run_timeout    | false  | invalid type supplied for run_timeout (expected a number)     |
        | run_timeout    | [60]   | invalid type supplied for run_timeout (expected a number)     |
        | run_timeout    | -1     | invalid type supplied for run_timeout (expected a number)     |
        | run_timeout    | 0.5    | invalid type supplied for run_timeout (expected a number)     |
        | run_timeout    | -0.1   | invalid type supplied for run_timeout (expected a number)     |
        | capture_output | null   | invalid type supplied for capture_output (expected a boolean) |
        | capture_output | "true" | invalid type supplied for capture_output (expected a boolean) |
        | capture_output | 1      | invalid type supplied for capture_output (expected a boolean) |
        | capture_output | 0      | invalid type supplied for capture_output (expected a boolean) |
        | capture_output | []     | invalid type supplied for capture_output (expected a boolean) |

      Examples: how it is run
        | key  | value             | error                                    |
        | user | null              | an unknown validation error has occurred |
        | user | 17                | an unknown validation error has occurred |
        | user | ["rebecca"]       | an unknown validation error has occurred |
        | dir  | null              | an unknown validation error has occurred |
        | dir  | 17                | an unknown validation error has occurred |
        | dir  | {}                | an unknown validation error has occurred |
        | env  | null              | an unknown validation error has occurred |
        | env  | "FOO=bears"       | an unknown validation error has occurred |
        | env  | ["FOO"]           | an unknown validation error has occurred |
        | env  | {"FOO":1}         | an unknown validation error has occurred |
        | env  | {"FOO":null}      | an unknown validation error has occurred |
        | env  | {"FOO":["bears"]} | an unknown validation error has occurred |

      Examples: no text has the character NUL
        | key     | value             | error                                                      |
        | command | "a\\u0000b"       | invalid command supplied                                   |
        | nodes   | ["a\\u0000b"]     | at least one node must be supplied                         |
        | user    | "a\\u0000b"       | an unknown validation error has occurred                   |
        | dir     | "a\\u0000b"       | an unknown validation error has occurred                   |
        | env     | {"a\\u0000b":"1"} | an unknown validation error has occurred                   |
        | env     | {"A":"\\u0000"}   | an unknown validation error has occurred                   |
        | file    | "raw:\\u0000"     | invalid file contents (expected 'base64:...' or 'raw:...') |

  Rule: an unknown key is rejected

    @JOBS-053 @needs:organisations
    Scenario Outline: a job with the unknown key "<key>" is rejected
      When admin posts a job whose "<key>" is <value>
      Then the answer is 400 with an error that begins "invalid key supplied"
      And no job was made

      Examples:
        | key         | value  |
        | colour      | "red"  |
        | Command     | "true" |
        | timeout     | 60     |
        | job_id      | null   |
        | node        | "web1" |
        | __proto__   | {}     |
        | constructor | {}     |

  Rule: a node may be named only once

    @JOBS-054 @needs:organisations
    Scenario Outline: a job whose "nodes" is <nodes> is rejected
      When admin posts a job whose "nodes" is <nodes>
      Then the answer is 400
      And the answer has an error body
      And no job was made

      Examples:
        | nodes                     |
        | ["web1","web1"]           |
        | ["web1","web2","web1"]    |
        | ["__proto__","__proto__"] |

  Rule: a variable of the environment may be named only once

    @JOBS-055 @needs:organisations
    Scenario Outline: a job whose "env" is <env> is rejected
      When admin posts a job whose "env" is <env>
      Then the answer is 400 with the error "invalid environment value (duplicate key)"
      And no job was made

      Examples:
        | env                       |
        | {"A":"1","A":"2"}         |
        | {"A":"1","A":"1"}         |
        | {"A":"1","B":"2","A":"3"} |
        | {"A":"1","\\u0041":"2"}   |
        | {"":"1","":"2"}           |
