Feature: Who may read and who may start jobs
  # protocol §1, "Permissions"; seeds: API, "Response Code" tables (403)

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

    Scenario: a member of a group in a group
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    Scenario: groups that contain each other
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has the group inner1 in it
      And the group inner1 has the group pushy_job_readers in it
      When rebecca asks for the jobs
      Then the answer is 403

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

  Rule: with it only its members do

    Scenario: a member
      Given rebecca is a user of the organisation
      And the group pushy_job_writers has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    Scenario: an admin who is no member
      Given the group pushy_job_writers has nobody in it
      When admin starts a job
      Then the answer is 403

  Rule: an organisation is closed to others

    Scenario: a user of another organisation
      Given shrek is a user of no organisation
      When shrek asks for the jobs
      Then the answer is 403 with the errors:
        """
        '{shrek}' is not associated with organization '{org}'
        """

    Scenario: an organisation that does not exist
      When admin asks for the jobs of an organisation that does not exist
      Then the answer is 404 with the errors:
        """
        organization 'no-such-organisation' does not exist.
        """

  Rule: a client gets its own configuration and no other

    Scenario: its own
      Given web1 is a client of the organisation
      When web1 asks for the configuration of web1
      Then the answer is 200

    Scenario: another's
      Given web1 is a client of the organisation
      And web2 is a client of the organisation
      When web1 asks for the configuration of web2
      Then the answer is 403 with the errors:
        """
        Client and node name must match
        """

    Scenario: a user who may read
      Given rebecca is a user of the organisation
      And web1 is a client of the organisation
      When rebecca asks for the configuration of web1
      Then the answer is 200
