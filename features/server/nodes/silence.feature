@must
Feature: A silent node is missed in good time
  # protocol §5, "Down detection"

  Rule: a node is down when too few of its heartbeats have come

    @NODES-086 @needs:feeds @waits:silence
    Scenario: a node that dies is not given up too early
      Given web1 and web2 answer by hand
      And a job is running on web1 and web2
      # twelve, so that nothing of what held it up before counts any more
      When web1 goes down after 12 heartbeats in time
      Then the job has missed web1 for 2 heartbeat intervals at least

    @NODES-087 @waits:silence
    Scenario: a node that stands still with an open connection is shown as down
      Given web1 is healthy
      When web1 stands still
      Then web1 comes to be shown as down

    @NODES-088 @needs:feeds @waits:silence
    Scenario: a node that stood still and goes on is shown as up
      Given web1 is healthy
      And web1 stands still
      And web1 comes to be shown as down
      When web1 goes on
      Then web1 comes to be shown as up
      And web1 runs the next job

    @NODES-089 @waits:silence
    Scenario: a node that loses two heartbeats in three is shown as down
      Given web1 is healthy
      When web1 loses two heartbeats in three
      Then web1 comes to be shown as down

  Rule: other messages do not count as heartbeats

    @NODES-090 @needs:feeds @waits:silence-while-voting
    Scenario: a node that votes and sends no heartbeats is shown as down
      Given web1 and web2 answer by hand
      And a job with quorum 1 is voting on web1 and web2
      And web1 sends no more heartbeats
      When web1 says ack_commit
      And the job has missed web1
      Then web1 comes to be shown as down
      And the feed says of web1: quorum_vote success, quorum_vote down, rehab
