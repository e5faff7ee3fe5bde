@doc:output @needs:feeds @needs:capture
Feature: Output is asked for by job, node and channel, as bytes
  # seeds: API, "jobs/ID/output/NODE_NAME/CHANNEL", Accept and response codes; protocol §1 and §2

  Background:
    Given web1 runs real commands
    And the job `printf 'ü\n'` has run on web1 with its output captured

  @must
  Rule: the answer is bytes and says so

    @OUTPUT-001
    Scenario Outline: the <channel>
      When admin asks for "jobs/{job}/output/{web1}/<channel>" accepting "application/octet-stream"
      Then the answer is 200
      And the answer has the header "content-type" as "application/octet-stream"
      And the answer has the header "content-length" as "<bytes>"

      Examples:
        | channel | bytes |
        | stdout  | 3     |
        | stderr  | 0     |

  @should
  Rule: whoever does not accept bytes gets none

    @OUTPUT-002
    Scenario Outline: Accept <accept>
      When admin asks for "jobs/{job}/output/{web1}/stdout" accepting "<accept>"
      Then the answer is <status>

      Examples:
        | accept                                   | status |
        | application/octet-stream                 | 200    |
        | */*                                      | 200    |
        | application/*                            | 200    |
        | text/html, application/octet-stream;q=.1 | 200    |
        | application/octet-stream;q=0, */*        | 406    |
        | application/json                         | 406    |
        | text/plain                               | 406    |
        | text/event-stream                        | 406    |
        | application/event-stream                 | 406    |

  @must
  Rule: there is none but that of a node of a job of the organisation

    @OUTPUT-003
    Scenario Outline: <path>
      When admin asks for "<path>" accepting "application/octet-stream"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                                                          |
        | jobs/00000000000000000000000000000000/output/{web1}/stdout     |
        | jobs/{job}/output/ghost/stdout                                |
        | jobs/{job}/output/{web1}/stdin                                |
        | jobs/{job}/output/{web1}/STDOUT                               |
        | jobs/{job}/output/{web1}                                      |
        | jobs/{job}/output                                             |

    @OUTPUT-004 @needs:organisations
    Scenario: a job of another organisation
      Given another organisation
      When the other organisation's admin asks for "jobs/{job}/output/{web1}/stdout"
      Then the answer is 404
      And the answer has an error body

  @must
  Rule: only who may read gets it

    @OUTPUT-005 @needs:organisations
    Scenario: a user who may not
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for "jobs/{job}/output/{web1}/stdout"
      Then the answer is 403
