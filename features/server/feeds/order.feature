@doc:feeds @needs:feeds
Feature: The events of a job are sent in the order in which jobs happen
  # protocol §7, the last paragraph. The feed of every job of every other scenario is held against the same order.

  Rule: votes come before the decision, a node's start before its end, and the end of the job last

    @FEEDS-015 @must
    Scenario: the feed of a job on nodes with different behaviours is in order
      Given web1, web2 and web3 are healthy
      And web4 is busy
      And web5 is failing
      And web6 is fickle
      And web7 is slow
      And web8 never acks the run
      And web9 never ends its command
      When a job with quorum 3 and a run timeout of 1 second is started on them
      Then the job ends as timed_out
      And the feed of the job is in order, and tells of every node

    @FEEDS-016 @should
    Scenario: the feed of a job on nodes with random behaviour is in order
      Given web1, web2, web3, web4, web5 and web6 are erratic
      When a job with quorum 3 and a run timeout of 1 second is started on them
      Then the job ends somehow
      And the feed of the job is in order, and tells of every node

    @FEEDS-017 @must @waits:votes
    Scenario: the feed of a job whose quorum fails by a voting timeout is in order
      Given web1 is healthy
      And web2 is busy
      And web3 never votes
      When a job with quorum 3 and a run timeout of 1 second is started on them
      Then the job ends as quorum_failed
      And the feed of the job is in order, and tells of every node
