@must @doc:jobs-get @doc:jobs-post @needs:organisations
Feature: Who may read and who may start jobs
  # protocol §1, "Permissions"; seeds: API, "Response Code" tables (403). That every GET is a reading is among the
  # response codes of the requests

  Rule: without the group pushy_job_readers every principal of the organisation reads

    @ACCESS-026
    Scenario: a plain user
      Given rebecca is a user of the organisation
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-027
    Scenario: a client
      Given web1 is a client of the organisation
      When web1 asks for the jobs
      Then the answer is 200

  Rule: with it only its members read

    @ACCESS-028
    Scenario: somebody who is not in it
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for the jobs
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """

    @ACCESS-029
    Scenario: an admin who is not in it
      Given the group pushy_job_readers has nobody in it
      When admin asks for the jobs
      Then the answer is 403

    @ACCESS-030
    Scenario: a member
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-031
    Scenario: a client that is a member
      Given web1 is a client of the organisation
      And the group pushy_job_readers has web1 in it
      When web1 asks for the jobs
      Then the answer is 200

  Rule: without the group pushy_job_writers only admins start jobs

    @ACCESS-032
    Scenario: a plain user
      Given rebecca is a user of the organisation
      When rebecca starts a job
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """
      And no job was made

    @ACCESS-033
    Scenario: an admin
      When admin starts a job
      Then the answer is 201

    @ACCESS-034
    Scenario: a client that is an admin
      Given web1 is a client of the organisation
      And the group admins has web1 in it
      When web1 starts a job
      Then the answer is 201

  Rule: with it only its members do

    @ACCESS-035
    Scenario: a member
      Given rebecca is a user of the organisation
      And the group pushy_job_writers has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    @ACCESS-036
    Scenario: a client that is a member
      Given web1 is a client of the organisation
      And the group pushy_job_writers has web1 in it
      When web1 starts a job
      Then the answer is 201

    @ACCESS-037
    Scenario: an admin who is no member
      Given the group pushy_job_writers has nobody in it
      When admin starts a job
      Then the answer is 403

    @ACCESS-038
    Scenario: a member who may not read
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      And the group pushy_job_writers has rebecca in it
      When rebecca starts a job
      Then the answer is 201

  Rule: the superuser may everything

    @ACCESS-039
    Scenario: he reads
      Given the group pushy_job_readers has nobody in it
      When pivotal asks for the jobs
      Then the answer is 200

    @ACCESS-040
    Scenario: he starts a job
      Given the group pushy_job_writers has nobody in it
      When pivotal starts a job
      Then the answer is 201
