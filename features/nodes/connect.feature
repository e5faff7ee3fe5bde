@doc:connect
Feature: A node's state has a second path
  # seeds: API, "connect/NODE_NAME", GET; protocol §2

  @should
  Rule: in the documentation it says the same as the first

    @NODES-039 @documented
    Scenario: a node that is up
      Given web1 is healthy
      When admin asks for "connect/{web1}"
      Then the answer is the node web1, which is available

    @NODES-040 @documented @waits:silence
    Scenario: a node that has died
      Given web1 is healthy
      And web1 has died and is shown as down
      When admin asks for "connect/{web1}"
      Then the answer is the node web1, which is down

    @NODES-041 @documented
    Scenario: a node that was never seen
      When admin asks for "connect/ghost"
      Then the answer is 404
      And the answer has an error body

  @may
  Rule: the shipped server does not have it

    @NODES-042 @shipped
    Scenario: a node that is up
      Given web1 is healthy
      When admin asks for "connect/{web1}"
      Then the answer is 404
      And the answer has an error body
