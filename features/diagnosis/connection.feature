@extension @needs:diagnosis @needs:organisations
Feature: Why a node with a configuration is not connected

  Rule: a connection takes a moment

    @DIAGNOSIS-007 @needs:own-server
    Scenario: the configuration has only just been fetched
      Given a server with slow heartbeats
      When web1 has fetched its configuration
      Then the diagnosis of web1 is down: "web1 has fetched its configuration a moment ago and has not connected yet."

    @DIAGNOSIS-008
    Scenario: it never connects
      When web1 has fetched its configuration
      Then the diagnosis of web1 is down: "web1 has fetched its configuration but never connected to the command socket."

  @needs:counters @needs:own-server
  Rule: a connection is encrypted, and its key is announced

    @DIAGNOSIS-009
    Scenario: it takes the server for another one
      Given a server of its own
      And web1 has fetched its configuration
      When web1 connects to the key of another server
      Then the server refuses the connection as failed_handshake
      And the diagnosis of web1 is down: "web1 has fetched its configuration, but only connections that fail to encrypt have come since."

    @DIAGNOSIS-010
    Scenario: it comes too late
      Given a server that admits keys for a moment
      And web2 is healthy
      And web1 has fetched its configuration
      And web2 has sent 3 more heartbeats
      When web1 connects as its configuration says
      Then the server refuses the connection as expired_key
      And the diagnosis of web1 is down: "web1 tried to connect with a CURVE key whose time had passed."

  Rule: a node that is connected has to say so

    @DIAGNOSIS-011
    Scenario: it says nothing
      Given web1 has fetched its configuration
      When web1 connects and says nothing
      Then the diagnosis of web1 is down: "web1 is connected to the command socket but has sent no message."

    @DIAGNOSIS-012 @needs:own-server
    Scenario: its clock is off, and all it says is refused
      Given a server of its own
      When web1 starts with a clock that is 10 minutes fast
      Then the diagnosis of web1 is down: "A message of web1 was refused: its timestamp is too far from the server's clock."
