@must @doc:jobs-get @doc:jobs-post
Feature: Users of a server that makes none for us
  # protocol §1, "Permissions": what can be seen of them with a reader and an outsider that a target's file lends

  @needs:reader
  Rule: who may read reads, and starts nothing

    @ACCESS-045
    Scenario: he reads
      Given rebecca is a user of the organisation
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-046
    Scenario: he starts a job
      Given rebecca is a user of the organisation
      When rebecca starts a job
      Then the answer is 403

    @ACCESS-047
    Scenario: his name with another key
      Given rebecca is a user of the organisation
      And rebecca has another key
      When rebecca asks for the jobs
      Then the answer is 401

  @needs:outsider
  Rule: whoever is not of the organisation may nothing in it

    @ACCESS-048
    Scenario: he reads
      Given shrek is a user of no organisation
      When shrek asks for the jobs
      Then the answer is 403

    @ACCESS-049
    Scenario: he starts a job
      Given shrek is a user of no organisation
      When shrek starts a job
      Then the answer is 403
