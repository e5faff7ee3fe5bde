@should @needs:feeds
Feature: Messages that the network loses

  Rule: a network that loses nothing changes nothing

    @SCALE-001
    Scenario: every message comes through
      Given the network loses 0 % of the votes of web1 and web2
      When a job is started on them
      Then the job ends as complete

  Rule: a vote that is lost is no vote

    @SCALE-002 @waits:votes
    Scenario: the quorum needed it
      Given the network loses 100 % of the votes of web1
      And web2 is healthy
      When a job is started on them
      Then the job ends as quorum_failed
      And web1 is unavailable in the job

    @SCALE-003 @waits:votes
    Scenario: the quorum did without it
      Given the network loses 100 % of the votes of web1
      And web2 is healthy
      When a job with quorum 1 is started on them
      Then the job ends as complete
