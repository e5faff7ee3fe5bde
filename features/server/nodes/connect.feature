@doc:connect
Feature: The state of a node has a second path
  # seeds: API, "connect/NODE_NAME", GET; protocol §2

  @should
  Rule: in the documentation connect/NODE_NAME is answered like node_states/NODE_NAME

    @NODES-039 @documented
    Scenario: connect/NODE_NAME is asked for a node that is up
      Given web1 is healthy
      When admin asks for "connect/{web1}"
      Then the answer is the node web1, which is available

    @NODES-040 @documented @waits:silence
    Scenario: connect/NODE_NAME shows a node that has died as down
      Given web1 is healthy
      And web1 has died and is shown as down
      When admin asks for "connect/{web1}"
      Then the answer is the node web1, which is down

    @NODES-041 @documented
    Scenario: connect/NODE_NAME is not found for a node that was never seen
      When admin asks for "connect/ghost"
      Then the answer is 404
      And the answer has an error body

  @may
  Rule: the shipped server does not have connect/NODE_NAME

    @NODES-042 @shipped
    Scenario: connect/NODE_NAME is asked for a node that is up
      Given web1 is healthy
      When admin asks for "connect/{web1}"
      Then the answer is 404
      And the answer has an error body
