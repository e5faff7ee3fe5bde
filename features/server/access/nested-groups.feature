@needs:organisations
Feature: Groups that contain groups
  # protocol §1, "Permissions": to any depth, and cycles end

  Background:
    Given rebecca is a user of the organisation

  Rule: a member of a group is a member of every group that contains it

    @ACCESS-003 @must
    Scenario: a member of a group in pushy_job_readers may read the jobs
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-004 @should
    Scenario: a member four groups below pushy_job_writers may start a job
      Given the group pushy_job_writers has the group inner1 in it
      And the group inner1 has the group inner2 in it
      And the group inner2 has the group inner3 in it
      And the group inner3 has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    @ACCESS-005 @should
    Scenario: a member of a group in admins may start a job
      Given the group admins has the group inner1 in it
      And the group inner1 has rebecca in it
      When rebecca starts a job
      Then the answer is 201

    @ACCESS-006 @should
    Scenario: a member of the outer group is not a member of the inner one
      Given the group outer1 has the group pushy_job_readers in it
      And the group outer1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 403

    @ACCESS-007 @should
    Scenario: a user who is added to an inner group later may read from then on
      Given the group pushy_job_readers has the group inner1 in it
      And rebecca has asked for the jobs in vain
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

  @should
  Rule: groups may contain each other

    @ACCESS-008
    Scenario: two groups that contain each other give no access to a user outside them
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has the group pushy_job_readers in it
      When rebecca asks for the jobs, and others are answered meanwhile
      Then the answer is 403

    @ACCESS-009
    Scenario: two groups that contain each other give access to a member of one
      Given the group pushy_job_readers has the group inner1 in it
      And the group inner1 has the group pushy_job_readers in it
      And the group inner1 has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200

    @ACCESS-010
    Scenario: a group that contains itself gives access to its member
      Given the group pushy_job_readers has the group pushy_job_readers in it
      And the group pushy_job_readers has rebecca in it
      When rebecca asks for the jobs
      Then the answer is 200
