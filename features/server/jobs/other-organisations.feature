@doc:job @needs:feeds @needs:organisations
Feature: A job belongs to one organization
  # protocol §2 and §10; seeds: API, "Response Code" tables (404)

  Background:
    Given another organisation
    And a job of the past

  Rule: a job is not found in another organization

    @JOBS-022
    Scenario Outline: the admin of another organization does not find <path>
      When the admin of the other organisation sends GET to "<path>"
      Then the answer is 404

      @must @documented
      Examples: the documentation says so
        | path                         |
        | jobs/{job}                   |
        | jobs/{job}?include_file=true |

      @should @shipped
      Examples: the shipped server has it otherwise
        | path                         |
        | jobs/{job}                   |
        | jobs/{job}?include_file=true |

    @JOBS-023 @should @needs:capture
    Scenario Outline: the admin of another organization does not find <path>, whatever its format
      When the admin of the other organisation asks for "<path>"
      Then the answer is 404

      Examples:
        | path                          |
        | jobs/{job}/output/web1/stdout |
        | jobs/{job}/output/web1/stderr |

      @documented
      Examples: what one dialect alone has
        | path                          |
        | jobs_status_feed/{job}        |

      Examples:
        | path                          |
        | job_status_feed/{job}         |

    @JOBS-024 @must
    Scenario: the list of another organization does not have the job
      When the admin of the other organisation sends GET to "jobs"
      Then the answer lists the jobs:
        """
        []
        """

    @JOBS-025 @must @documented
    Scenario: a user who is in both organizations does not find the job in the other
      Given rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      When rebecca asks for the job in the other organisation
      Then the answer is 404

    @JOBS-070 @should @shipped
    Scenario: a user of two organizations does not find the job of one in the other
      Given rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      When rebecca asks for the job in the other organisation
      Then the answer is 404

    @JOBS-026 @must
    Scenario: a user who is in both organizations finds the job in its own
      Given rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      When rebecca sends GET to "jobs/{job}"
      Then the answer is 200

    @JOBS-027 @should
    Scenario: the superuser may not read the job in an organization without being associated with it
      When pivotal asks for the job in the other organisation
      Then the answer is 403

  @must
  Rule: a node is not found in another organization

    @JOBS-028
    Scenario: a node of the same name was never seen in another organization
      When the admin of the other organisation sends GET to "node_states/web1"
      Then web1 is shown as never seen
