@should @doc:jobs-post
Feature: What a job may be
  # protocol §2, the table of `POST jobs`; §10; seeds: API, "jobs", POST: what every key means

  Rule: any number that is whole and not negative will do

    @JOBS-056
    Scenario Outline: <key> is <value>
      When admin posts a job whose "<key>" is <value>
      Then the answer is 201

      Examples:
        | key         | value    |
        | quorum      | 0        |
        | quorum      | 1        |
        | quorum      | 1.0      |
        | quorum      | 999      |
        | run_timeout | 0        |
        | run_timeout | 1e3      |
        | run_timeout | 31536000 |

  Rule: any text will do where a text is asked for, even none

    @JOBS-057
    Scenario Outline: <key> is <value>
      When admin posts a job whose "<key>" is <value>
      Then the answer is 201

      Examples:
        | key     | value                                       |
        | command | ""                                          |
        | command | "echo 'ĐONKEY 日本'"                          |
        | command | "a\\nb\\t\\u0001\\"\\\\"                    |
        | nodes   | ["a b/ü%"]                                  |
        | nodes   | [""]                                        |
        | user    | ""                                          |
        | user    | "a-name-of-more-than-thirty-two-characters" |
        | dir     | ""                                          |
        | env     | {"a b":"=","":""}                           |

  Rule: any variables will do, as long as each is named once

    @JOBS-058
    Scenario Outline: env is <env>
      When admin posts a job whose "env" is <env>
      Then the answer is 201

      Examples:
        | env                              |
        | {}                               |
        | {"A":""}                         |
        | {"A":"1","a":"2"}                |
        | {"A":"\\"A\\":\\"1\\",\\"A\\":"} |
