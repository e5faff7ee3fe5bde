@should @needs:feeds @needs:counters
Feature: Nobody speaks in the name of another
  # protocol §5: whoever names a node is verified before anything is made of it

  Background:
    Given web1 is healthy

  Rule: a node that is there is not touched

    @REFUSALS-001
    Scenario: a heartbeat in its name
      Given web2 is healthy
      When web1 sends a heartbeat in the name of web2
      Then the server refuses it as bad_signature
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @REFUSALS-002
    Scenario: a vote in its name
      Given web2 answers by hand
      And a job with quorum 1 is voting on web2
      When web1 says nack_commit in the name of web2
      Then the server refuses it as bad_signature
      And web2 says ack_commit
      And the feed says of web2: quorum_vote success
      And web2 is ready in the job
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

  Rule: a node that is not there does not come to be

    @REFUSALS-003
    Scenario: a node that never asked for a configuration
      When web1 sends a heartbeat in the name of ghost
      Then the server refuses it as unknown_sender
      And the server lists web1 and no other node
      And web1 runs the next job
      And web1 was not disturbed

    @REFUSALS-004
    Scenario: very many of them
      When web1 sends heartbeats in the names of 50 nodes that do not exist
      Then the server refuses 50 messages as unknown_sender
      And the server lists web1 and no other node
      And web1 runs the next job
      And web1 was not disturbed

    @REFUSALS-005 @needs:organisations
    Scenario: the same name in another organisation
      Given another organisation
      When web1 sends a heartbeat as of another organisation
      Then the server refuses it as unknown_sender
      And web1 runs the next job
      And web1 was not disturbed
