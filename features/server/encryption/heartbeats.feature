@must @doc:encryption
Feature: The server's heartbeats are public, and nobody else can make them
  # seeds: announcement, Encryption: "the server heartbeat, which is broadcast in the clear (but is still signed with the server
  # key for integrity)"; protocol §3 and §4

  Rule: a heartbeat is signed with the key whose public half is in the configuration of every node

    @ENCRYPTION-009
    Scenario: a listener without a connection key receives a heartbeat and verifies its signature
      When somebody listens to the server's heartbeats
      Then what they hear is in the clear: it is the heartbeat of this life of the server
      And what they hear is signed with the public key of their configuration
