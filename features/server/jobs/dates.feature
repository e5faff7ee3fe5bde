@should @doc:job @needs:feeds
Feature: When a job was made, and when its status last changed
  # seeds: API, "jobs/ID", GET: `created_at` and `updated_at`; protocol §2
  # the seeds call created_at the time at which the job "started running", the shipped server shows when it was made: in the
  # documented dialect both are right, and a job that ran nowhere is not asked when it started

  Rule: created_at and updated_at are given to the second

    @JOBS-006
    Scenario: a job that has just ended was created and updated just now
      Given web1 is healthy
      And a job on web1 has ended as complete
      When admin asks for the job
      Then it was made just now, and updated just now

    @JOBS-061 @shipped
    Scenario: a job that starts to run later is updated and keeps its creation time
      Given web1 answers by hand
      And a job with quorum 1 is voting on web1
      And the job has been looked at
      And a later second has begun
      And web1 has voted yes
      When web1 has started the command
      Then the job is shown as running
      And the job was made when it was before and updated later

  Rule: updated_at changes with the status of the job and not with that of its nodes

    @JOBS-007
    Scenario: a node that starts the command does not change updated_at
      Given web1 answers by hand
      And a job is running on web1
      And the job has been looked at
      And a later second has begun
      When web1 has started the command
      Then the job was made and updated when it was before

    @JOBS-008
    Scenario: one node of two that ends does not change updated_at
      Given web1 and web2 answer by hand
      And a job is running on web1 and web2
      And web1 has started the command
      And the job has been looked at
      And a later second has begun
      When web1 has succeeded
      Then the job was made and updated when it was before

    @JOBS-009
    Scenario: the end of the job changes updated_at
      Given web1 answers by hand
      And a job is running on web1
      And web1 has started the command
      And the job has been looked at
      And a later second has begun
      When web1 says succeeded
      Then the job ends as complete
      And the job was made when it was before and updated later

    @JOBS-010
    Scenario: the passing of time does not change updated_at
      Given a job on ghost has ended as quorum_failed
      And the job has been looked at
      And a later second has begun
      And the job is no longer in memory
      When admin asks for the job
      Then the job was made and updated when it was before
