@must @doc:node-state
Feature: Which nodes are up

  Rule: a node that sends heartbeats is up

    @NODES-004
    Scenario: a node that has come up is shown as up
      Given web1 is healthy
      When admin asks for the state of web1
      Then web1 is shown as up

    @NODES-005
    Scenario: a node that never connected is shown as never seen
      When admin asks for the state of ghost
      Then ghost is shown as never seen

  Rule: a node that sends nothing goes down

    @NODES-006 @waits:silence
    Scenario: a node that dies is shown as down
      Given web1 is healthy
      When web1 dies
      Then web1 comes to be shown as down

    @NODES-007 @waits:silence
    Scenario: a node that died and is started again is shown as up
      Given web1 is healthy
      And web1 has died and is shown as down
      When web1 is started again
      Then web1 comes to be shown as up

    @NODES-008 @needs:feeds @waits:silence
    Scenario: a node that was restarted runs the next job
      Given web1 is healthy
      And web1 has been restarted
      When a job is started on web1
      Then the job ends as complete
