@must @doc:jobs-get @doc:jobs-post
Feature: Access control with users supplied by the target
  # protocol §1, "Permissions": what can be seen of them with a reader and an outsider that a target's file lends

  @needs:reader
  Rule: a user with read access may read jobs and may not start them

    @ACCESS-045
    Scenario: a user with read access reads the jobs
      Given rebecca is a user of the organisation
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-046
    Scenario: a user with read access may not start a job
      Given rebecca is a user of the organisation
      When rebecca starts a job
      Then the answer is 403

    @ACCESS-047
    Scenario: a request of a known user that is signed with another key is rejected
      Given rebecca is a user of the organisation
      And rebecca has another key
      When rebecca asks for the jobs
      Then the answer is 401

  @needs:outsider
  Rule: users outside the organization have no access

    @ACCESS-048
    Scenario: an outsider may not read the jobs
      Given shrek is a user of no organisation
      When shrek asks for the jobs
      Then the answer is 403

    @ACCESS-049
    Scenario: an outsider may not start a job
      Given shrek is a user of no organisation
      When shrek starts a job
      Then the answer is 403
