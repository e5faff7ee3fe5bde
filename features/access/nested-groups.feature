@needs:organisations
Feature: Groups in groups
  # protocol §1, "Permissions": to any depth, and cycles end

  Background:
    Given rebecca is a user of the organisation

  Rule: whoever is in a group is in those that hold it

    @ACCESS-003 @must
    Scenario: a member of a group in a group
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-004 @should
    Scenario: a member four groups down
      Given the group pushy_job_writers has the group inner1 in it
      And the group inner1 has the group inner2 in it
      And the group inner2 has the group inner3 in it
      And the group inner3 has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    @ACCESS-005 @should
    Scenario: a member of a group that is in admins
      Given the group admins has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    @ACCESS-006 @should
    Scenario: whoever is in the outer group is not in the inner one
      Given the group outer1 has the group pushy_job_readers in it
      And the group outer1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 403

    @ACCESS-007 @should
    Scenario: somebody who is put in later
      Given the group pushy_job_readers has the group inner1 in it
      And rebecca has asked for the jobs in vain
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

  @should
  Rule: groups may go in circles

    @ACCESS-008
    Scenario: two that contain each other, without him
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has the group pushy_job_readers in it
      When rebecca asks for the jobs
      Then the answer is 403

    @ACCESS-009
    Scenario: two that contain each other, with him
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has the group pushy_job_readers in it
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-010
    Scenario: one that contains itself
      Given the group pushy_job_readers has the group pushy_job_readers in it
      And the group pushy_job_readers has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200
