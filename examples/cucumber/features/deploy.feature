Feature: Deployments
  Scenario: the output of a command is kept
    Given a node "web1" that runs commands
    When "echo deployed" is run on it
    Then "web1" has written "deployed"
