Feature: Who may read and who may start jobs
  # protocol §1, "Permissions"; seeds: API, "Response Code" tables (403). That every GET is a reading is among the
  # response codes of the requests

  Rule: without the group pushy_job_readers every principal of the organisation reads

    Scenario: a plain user
      Given rebecca is a user of the organisation
      When rebecca asks for the jobs
      Then the answer is 200

    Scenario: a client
      Given web1 is a client of the organisation
      When web1 asks for the jobs
      Then the answer is 200

  Rule: with it only its members read

    Scenario: somebody who is not in it
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for the jobs
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """

    Scenario: an admin who is not in it
      Given the group pushy_job_readers has nobody in it
      When admin asks for the jobs
      Then the answer is 403

    Scenario: a member
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    Scenario: a client that is a member
      Given web1 is a client of the organisation
      And the group pushy_job_readers has web1 in it
      When web1 asks for the jobs
      Then the answer is 200

  Rule: without the group pushy_job_writers only admins start jobs

    Scenario: a plain user
      Given rebecca is a user of the organisation
      When rebecca starts a job
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """
      And no job was made

    Scenario: an admin
      When admin starts a job
      Then the answer is 201

    Scenario: a client that is an admin
      Given web1 is a client of the organisation
      And the group admins has web1 in it
      When web1 starts a job
      Then the answer is 201

  Rule: with it only its members do

    Scenario: a member
      Given rebecca is a user of the organisation
      And the group pushy_job_writers has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    Scenario: a client that is a member
      Given web1 is a client of the organisation
      And the group pushy_job_writers has web1 in it
      When web1 starts a job
      Then the answer is 201

    Scenario: an admin who is no member
      Given the group pushy_job_writers has nobody in it
      When admin starts a job
      Then the answer is 403

    Scenario: a member who may not read
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      And the group pushy_job_writers has rebecca in it
      When rebecca starts a job
      Then the answer is 201

  Rule: the superuser may everything

    Scenario: he reads
      Given the group pushy_job_readers has nobody in it
      When pivotal asks for the jobs
      Then the answer is 200

    Scenario: he starts a job
      Given the group pushy_job_writers has nobody in it
      When pivotal starts a job
      Then the answer is 201
