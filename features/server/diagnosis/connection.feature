@extension @needs:diagnosis @needs:organisations
Feature: Why a node with a configuration is not connected

  Rule: a node with a configuration and without a connection is reported as down

    @DIAGNOSIS-007 @needs:own-server
    Scenario: a node that has just fetched its configuration is reported as not yet connected
      Given a server with slow heartbeats
      When web1 has fetched its configuration
      Then the diagnosis of web1 is down: "web1 has fetched its configuration a moment ago and has not connected yet."

    @DIAGNOSIS-008
    Scenario: a node that never connects is reported with its missing connection
      When web1 has fetched its configuration
      Then the diagnosis of web1 is down: "web1 has fetched its configuration but never connected to the command socket."

  @needs:counters @needs:own-server
  Rule: a rejected connection is reported with the reason

    @DIAGNOSIS-009
    Scenario: a node that connects with the key of another server is reported with its failed encryption
      Given a server of its own
      And web1 has fetched its configuration
      When web1 connects to the key of another server
      Then the server refuses the connection as failed_handshake
      And the diagnosis of web1 is down: "web1 has fetched its configuration, but only connections that fail to encrypt have come since."

    @DIAGNOSIS-010
    Scenario: a node that connects too late is reported with its expired key
      Given a server that admits keys for a moment
      And web2 is healthy
      And web1 has fetched its configuration
      And web2 has sent 3 more heartbeats
      When web1 connects as its configuration says
      Then the server refuses the connection as expired_key
      And the diagnosis of web1 is down: "web1 tried to connect with a CURVE key whose time had passed."

  Rule: a connected node without valid messages is reported as down

    @DIAGNOSIS-011
    Scenario: a node that connects and sends nothing is reported with its silence
      Given web1 has fetched its configuration
      When web1 connects and says nothing
      Then the diagnosis of web1 is down: "web1 is connected to the command socket but has sent no message."

    @DIAGNOSIS-012 @needs:own-server
    Scenario: a node whose clock is wrong is reported with its rejected message
      Given a server of its own
      When web1 starts with a clock that is 10 minutes fast
      Then the diagnosis of web1 is down: "A message of web1 was refused: its timestamp is too far from the server's clock."

  Rule: a node that is shut out is reported with what became of its client

    @DIAGNOSIS-025 @needs:chef-api @needs:encryption
    Scenario Outline: a node whose client was <changed> is reported as shut out: <sentence>
      Given web1 has fetched its configuration
      And web1 connects as its configuration says
      And the server comes to list web1
      When the client of web1 is <changed>
      Then the diagnosis of web1 is down: "<sentence>"

      Examples:
        | changed           | sentence                                                                          |
        | deleted           | The client web1 was deleted, and the node was shut out.                           |
        | given another key | The client web1 was given another key, and the node with the old one was shut out. |
