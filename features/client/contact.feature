@must
Feature: A client asks for its configuration and connects as it says
  # protocol §1, §3, §4, §5 and §8. Everything else needs it: where one of these fails, nothing else is judged.

  Rule: a client gets in with the key of its node and a CURVE key of its own

    @CLIENT-001 @doc:protocol-1 @doc:protocol-3
    Scenario: the client asks for its configuration, signed with the key of its node
      Then the client asks for the configuration of its node, after its first start
      And this request is signed by the node

    @CLIENT-002 @doc:protocol-3 @doc:protocol-4
    Scenario: the client announces a CURVE key and encrypts its connection with it
      Then the client asks for the configuration of its node, after its first start
      And this request has a CURVE key as ccpk
      And a message of the client comes over the encrypted connection

  Rule: a client that has just come in has no job

    @CLIENT-003 @doc:protocol-5 @doc:protocol-8
    Scenario: the client answers the first abort with aborted, naming no job, and is available then
      Then the client answers its first abort with aborted
      And this aborted names no job
      And the client is available
