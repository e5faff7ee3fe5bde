@should @doc:jobs-post
Feature: What the options of a job may be
  # protocol §2, the table of `POST jobs`; §10; seeds: API, "jobs", POST: what every key means

  Rule: any number that is whole and not negative is accepted

    @JOBS-056
    Scenario Outline: a job with the number <value> as "<key>" is accepted
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

  Rule: any text is accepted where a text is expected, even an empty one

    @JOBS-057
    Scenario Outline: a job whose "<key>" is <value> is accepted
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

  Rule: any variables are accepted as long as each is named once

    @JOBS-058
    Scenario Outline: a job whose "env" is <env> is accepted
      When admin posts a job whose "env" is <env>
      Then the answer is 201

      Examples:
        | env                              |
        | {}                               |
        | {"A":""}                         |
        | {"A":"1","a":"2"}                |
        | {"A":"\\"A\\":\\"1\\",\\"A\\":"} |
