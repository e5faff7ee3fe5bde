@must @doc:jobs-get @doc:jobs-post @needs:organisations
Feature: Who may read and who may start jobs
  # protocol §1, "Permissions"; seeds: API, "Response Code" tables (403). That every GET is a reading is among the
  # response codes of the requests

  Rule: without the group pushy_job_readers every user and client of the organization may read

    @ACCESS-026
    Scenario: a plain user may read where the group pushy_job_readers does not exist
      Given rebecca is a user of the organisation
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-027
    Scenario: a client may read where the group pushy_job_readers does not exist
      Given web1 is a client of the organisation
      When web1 asks for the jobs
      Then the answer is 200

  Rule: with the group pushy_job_readers only its members may read

    @ACCESS-028
    Scenario: a user outside pushy_job_readers may not read
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for the jobs
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """

    @ACCESS-029
    Scenario: an admin outside pushy_job_readers may not read
      Given the group pushy_job_readers has nobody in it
      When admin asks for the jobs
      Then the answer is 403

    @ACCESS-030
    Scenario: a user in pushy_job_readers may read
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-031
    Scenario: a client in pushy_job_readers may read
      Given web1 is a client of the organisation
      And the group pushy_job_readers has web1 in it
      When web1 asks for the jobs
      Then the answer is 200

  Rule: without the group pushy_job_writers only admins may start jobs

    @ACCESS-032
    Scenario: a plain user may not start a job where the group pushy_job_writers does not exist
      Given rebecca is a user of the organisation
      When rebecca starts a job
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """
      And no job was made

    @ACCESS-033
    Scenario: an admin may start a job where the group pushy_job_writers does not exist
      When admin starts a job
      Then the answer is 201

    @ACCESS-034
    Scenario: a client in the group admins may start a job
      Given web1 is a client of the organisation
      And the group admins has web1 in it
      When web1 starts a job
      Then the answer is 201

  Rule: with the group pushy_job_writers only its members may start jobs

    @ACCESS-035
    Scenario: a user in pushy_job_writers may start a job
      Given rebecca is a user of the organisation
      And the group pushy_job_writers has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    @ACCESS-036
    Scenario: a client in pushy_job_writers may start a job
      Given web1 is a client of the organisation
      And the group pushy_job_writers has web1 in it
      When web1 starts a job
      Then the answer is 201

    @ACCESS-037
    Scenario: an admin outside pushy_job_writers may not start a job
      Given the group pushy_job_writers has nobody in it
      When admin starts a job
      Then the answer is 403

    @ACCESS-038
    Scenario: a user in pushy_job_writers who may not read may start a job
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      And the group pushy_job_writers has rebecca in it
      When rebecca starts a job
      Then the answer is 201

  Rule: the superuser has no access to an organization without being associated with it

    @ACCESS-039
    Scenario: the superuser may not read the jobs of an organization
      When pivotal asks for the jobs
      Then the answer is 403 with the errors:
        """
        '{pivotal}' is not associated with organization '{org}'
        """

    @ACCESS-040
    Scenario: the superuser may not start a job in an organization
      When pivotal starts a job
      Then the answer is 403 with the errors:
        """
        '{pivotal}' is not associated with organization '{org}'
        """
