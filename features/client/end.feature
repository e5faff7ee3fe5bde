@should
Feature: A client ends when it is asked to
  # Push Jobs does not speak of it, whoever runs the client as a service relies on it. Nothing comes after it.

  Rule: a client that is asked to end leaves nothing behind, as init systems ask of a service

    @CLIENT-050
    Scenario: the client ends at SIGTERM with all that it has started
      Given the client is available
      When its process group is sent SIGTERM
      Then no process of its group is left
