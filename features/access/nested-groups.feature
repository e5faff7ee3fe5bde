Feature: Groups in groups
  # protocol §1, "Permissions": to any depth, and cycles end

  Background:
    Given rebecca is a user of the organisation

  Rule: whoever is in a group is in those that hold it

    Scenario: a member of a group in a group
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    Scenario: a member four groups down
      Given the group pushy_job_writers has the group inner1 in it
      And the group inner1 has the group inner2 in it
      And the group inner2 has the group inner3 in it
      And the group inner3 has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    Scenario: a member of a group that is in admins
      Given the group admins has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    Scenario: whoever is in the outer group is not in the inner one
      Given the group outer1 has the group pushy_job_readers in it
      And the group outer1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 403

    Scenario: somebody who is put in later
      Given the group pushy_job_readers has the group inner1 in it
      And rebecca has asked for the jobs in vain
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

  Rule: groups may go in circles

    Scenario: two that contain each other, without him
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has the group pushy_job_readers in it
      When rebecca asks for the jobs
      Then the answer is 403

    Scenario: two that contain each other, with him
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has the group pushy_job_readers in it
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    Scenario: one that contains itself
      Given the group pushy_job_readers has the group pushy_job_readers in it
      And the group pushy_job_readers has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200
