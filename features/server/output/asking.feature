@doc:output @needs:feeds @needs:capture
Feature: Output is asked for by job, node and channel, as bytes
  # seeds: API, "jobs/ID/output/NODE_NAME/CHANNEL", Accept and response codes; protocol §1 and §2

  Background:
    Given web1 runs real commands
    And the job `printf 'ü\n'` has run on web1 with its output captured

  @must
  Rule: output is sent as bytes and declared so

    @OUTPUT-001
    Scenario Outline: the <channel> of a node is sent as application/octet-stream
      When admin asks for "jobs/{job}/output/{web1}/<channel>" accepting "application/octet-stream"
      Then the answer is 200
      And the answer has the header "content-type" as "application/octet-stream"
      And the answer has the header "content-length" as "<bytes>"

      Examples:
        | channel | bytes |
        | stdout  | 3     |
        | stderr  | 0     |

  @should
  Rule: a request that does not accept bytes gets no output

    @OUTPUT-002
    Scenario Outline: a request for output with Accept <accept> is answered <status>
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

      @shipped
      Examples: the shipped server takes it for another form
        | accept                                   | status |
        | application/event-stream                 | 406    |

      # the seeds say that it must be application/octet-stream, and ask by this in their example
      @documented
      Examples: the documentation contradicts itself
        | accept                                   | status |
        | application/event-stream                 | 200 or 406 |

  @may @documented
  Rule: the documentation's example gets the output

    @OUTPUT-030
    Scenario: a request that accepts application/event-stream gets the output
      When admin asks for "jobs/{job}/output/{web1}/stdout" accepting "application/event-stream"
      Then the answer is 200
      And the answer has the header "content-type" as "application/octet-stream"
      And the answer has the header "content-length" as "3"

  @must
  Rule: output exists only for the nodes and channels of a job of the organization

    @OUTPUT-003
    Scenario Outline: the output <path> is not found
      When admin asks for "<path>" accepting "application/octet-stream"
      Then the answer is 404

      Examples:
        | path                                                          |
        | jobs/00000000000000000000000000000000/output/{web1}/stdout     |
        | jobs/{job}/output/ghost/stdout                                |
        | jobs/{job}/output/{web1}/stdin                                |
        | jobs/{job}/output/{web1}/STDOUT                               |
        | jobs/{job}/output/{web1}                                      |
        | jobs/{job}/output                                             |

    @OUTPUT-004 @documented @needs:organisations
    Scenario: the output of another organization's job is not found
      Given another organisation
      When the other organisation's admin asks for "jobs/{job}/output/{web1}/stdout"
      Then the answer is 404

  @should @shipped
  Rule: output is not found in another organization

    @OUTPUT-033 @needs:organisations
    Scenario: the admin of another organization does not find the output of a job
      Given another organisation
      When the other organisation's admin asks for "jobs/{job}/output/{web1}/stdout"
      Then the answer is 404

  @must
  Rule: only users with read access get output

    @OUTPUT-005 @needs:organisations
    Scenario: a user without read access gets no output
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for "jobs/{job}/output/{web1}/stdout"
      Then the answer is 403
