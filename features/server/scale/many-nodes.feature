@should @needs:feeds
Feature: Many nodes at once

  Rule: a job on many nodes runs like a job on one

    @SCALE-004
    Scenario: a job on two hundred nodes completes
      Given a server that has time for 200 nodes
      And a fleet of 200 healthy nodes
      When a job is started on them
      Then the job ends as complete

    @SCALE-005
    Scenario: a job completes although five of fifty nodes never vote
      Given a server that has time for 50 nodes
      And a fleet of 45 healthy nodes
      And 5 nodes never vote
      When a job with quorum 45 is started on them
      Then the job ends as complete
