@doc:job @needs:feeds @needs:organisations
Feature: A job belongs to one organisation
  # protocol §2 and §10; seeds: API, "Response Code" tables (404)

  Background:
    Given another organisation
    And a job of the past

  Rule: no other organisation has it

    @JOBS-022 @must
    Scenario Outline: another's admin asks for <path>
      When the admin of the other organisation sends GET to "<path>"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                         |
        | jobs/{job}                   |
        | jobs/{job}?include_file=true |

    @JOBS-023 @should @needs:capture
    Scenario Outline: another's admin asks for <path>, whatever it is given as
      When the admin of the other organisation asks for "<path>"
      Then the answer is 404
      And the answer has an error body

      Examples:
        | path                          |
        | jobs/{job}/output/web1/stdout |
        | jobs/{job}/output/web1/stderr |
        | jobs_status_feed/{job}        |
        | job_status_feed/{job}         |

    @JOBS-024 @must
    Scenario: another's list
      When the admin of the other organisation sends GET to "jobs"
      Then the answer lists the jobs:
        """
        []
        """

    @JOBS-025 @must
    Scenario: it is in no other organisation for somebody who is in both, either
      Given rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      When rebecca asks for the job in the other organisation
      Then the answer is 404

    @JOBS-026 @must
    Scenario: and where it belongs he finds it
      Given rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      When rebecca sends GET to "jobs/{job}"
      Then the answer is 200

    @JOBS-027 @should
    Scenario: the superuser
      When pivotal asks for the job in the other organisation
      Then the answer is 404

  @must
  Rule: nor does it have the other's nodes

    @JOBS-028
    Scenario: a node of the same name
      When the admin of the other organisation sends GET to "node_states/web1"
      Then web1 is shown as never seen
