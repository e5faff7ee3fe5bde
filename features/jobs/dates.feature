@should @doc:job @needs:feeds
Feature: When a job was made, and when it entered its status
  # seeds: API, "jobs/ID", GET: `created_at` and `updated_at`; protocol §2

  Rule: both are said to the second

    @JOBS-006
    Scenario: a job that has just ended
      Given a job on ghost has ended as quorum_failed
      When admin asks for the job
      Then it was made just now, and updated just now

  Rule: only the job's own status counts, and not that of its nodes

    @JOBS-007
    Scenario: a node starts the command
      Given web1 answers by hand
      And a job is running on web1
      And the job has been looked at
      And a later second has begun
      When web1 has started the command
      Then the job was made and updated when it was before

    @JOBS-008
    Scenario: one node of two ends
      Given web1 and web2 answer by hand
      And a job is running on web1 and web2
      And web1 has started the command
      And the job has been looked at
      And a later second has begun
      When web1 has succeeded
      Then the job was made and updated when it was before

    @JOBS-009
    Scenario: the job ends
      Given web1 answers by hand
      And a job is running on web1
      And web1 has started the command
      And the job has been looked at
      And a later second has begun
      When web1 says succeeded
      Then the job ends as complete
      And the job was made when it was before and updated later

    @JOBS-010
    Scenario: time alone changes nothing
      Given a job on ghost has ended as quorum_failed
      And the job has been looked at
      And a later second has begun
      And the job is no longer in memory
      When admin asks for the job
      Then the job was made and updated when it was before
