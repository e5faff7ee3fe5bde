@should @needs:feeds
Feature: Messages that the network loses

  Rule: a network that loses nothing changes nothing

    @SCALE-001
    Scenario: a job completes when the network loses no vote
      Given the network loses 0 % of the votes of web1 and web2
      When a job is started on them
      Then the job ends as complete

  Rule: a lost vote does not count

    @SCALE-002 @waits:votes
    Scenario: a job fails its quorum when a vote that it needs is lost
      Given the network loses 100 % of the votes of web1
      And web2 is healthy
      When a job is started on them
      Then the job ends as quorum_failed
      And web1 is unavailable in the job

    @SCALE-003 @waits:votes
    Scenario: a job completes when a vote that it does not need is lost
      Given the network loses 100 % of the votes of web1
      And web2 is healthy
      When a job with quorum 1 is started on them
      Then the job ends as complete
