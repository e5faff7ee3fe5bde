@may @doc:api @needs:chef-api @needs:organisations
Feature: The validation key is a key like any other
  # seeds: API: "All requests are signed using the Chef server API and the validation key on the workstation", and in every
  # table of response codes: "Verify the user/client name, and that the correct key was used". Whoever signs is known by name,
  # user or client, and a validator is a client that registers others at a Chef server; protocol §1

  Rule: a validator has the rights of every other client

    @ACCESS-051
    Scenario: the validator of an organization may read its jobs
      Given web1 is a validator of the organisation
      When web1 asks for the jobs
      Then the answer is 200

    @ACCESS-052
    Scenario: the validator of an organization may not start a job
      Given web1 is a validator of the organisation
      When web1 starts a job
      Then the answer is 403
