@should @needs:feeds @needs:counters
Feature: A node cannot send messages in the name of another
  # protocol §5: whoever names a node is verified before anything is made of it

  Background:
    Given web1 is healthy

  Rule: a message in the name of another node does not affect that node

    @REFUSALS-001
    Scenario: a heartbeat in the name of another node is dropped
      Given web2 is healthy
      When web1 sends a heartbeat in the name of web2
      Then the server refuses it as bad_signature
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @REFUSALS-002
    Scenario: a vote in the name of another node is dropped
      Given web2 answers by hand
      And a job with quorum 1 is voting on web2
      When web1 says nack_commit in the name of web2
      Then the server refuses it as bad_signature
      And web2 says ack_commit
      And the feed says of web2: quorum_vote success
      And web2 is ready in the job
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

  Rule: a message in the name of an unknown node does not create it

    @REFUSALS-003
    Scenario: a heartbeat in the name of a node that never asked for a configuration is dropped
      When web1 sends a heartbeat in the name of ghost
      Then the server refuses it as unknown_sender
      And the server lists web1 and no other node
      And web1 runs the next job
      And web1 was not disturbed

    @REFUSALS-004
    Scenario: heartbeats in the names of fifty unknown nodes are dropped
      When web1 sends heartbeats in the names of 50 nodes that do not exist
      Then the server refuses 50 messages as unknown_sender
      And the server lists web1 and no other node
      And web1 runs the next job
      And web1 was not disturbed

    @REFUSALS-005 @needs:organisations
    Scenario: a heartbeat as of another organization is dropped
      Given another organisation
      When web1 sends a heartbeat as of another organisation
      Then the server refuses it as unknown_sender
      And web1 runs the next job
      And web1 was not disturbed
