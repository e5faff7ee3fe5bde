Feature: A node's state has a second path
  # seeds: API, "connect/NODE_NAME", GET; protocol §2

  Rule: in the documentation it says the same as the first

    @documented
    Scenario: a node that is up
      Given web1 is healthy
      When admin asks for "connect/{web1}"
      Then the answer is the node web1, which is available

    @documented
    Scenario: a node that has died
      Given web1 is healthy
      And web1 has died and is shown as down
      When admin asks for "connect/{web1}"
      Then the answer is the node web1, which is down

    @documented
    Scenario: a node that was never seen
      When admin asks for "connect/ghost"
      Then the answer is 404
      And the answer has an error body

  Rule: the shipped server does not have it

    @pushy-server
    Scenario: a node that is up
      Given web1 is healthy
      When admin asks for "connect/{web1}"
      Then the answer is 404
      And the answer has an error body
