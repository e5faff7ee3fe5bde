@doc:encryption @needs:encryption @needs:counters
Feature: Only nodes that are announced and encrypt reach the command socket
  # protocol §4

  @needs:organisations
  Rule: a node connects with the key that came with its request for a configuration

    @ENCRYPTION-001 @must
    Scenario: it does
      Given web1 has fetched its configuration
      When web1 connects as its configuration says
      Then the server comes to list web1

    @ENCRYPTION-002 @should @needs:feeds @needs:log @needs:own-server
    Scenario Outline: it connects <how>
      Given a server of its own
      And web2 is healthy
      And web1 has fetched its configuration
      When web1 connects <how>
      Then the server refuses the connection as <reason>
      And the log says that a <what> was refused
      And web2 runs the next job
      And the server lists web2 and no other node
      And web2 was not disturbed

      Examples:
        | how                                  | reason           | what       |
        | with a key that it has not announced | unknown_key      | CURVE key  |
        | to the key of another server         | failed_handshake | connection |
        | without encryption                   | failed_handshake | connection |

  @should
  Rule: a key that does not connect in time is worth nothing

    @ENCRYPTION-003 @needs:feeds @needs:log @needs:organisations @needs:own-server
    Scenario: it comes too late
      Given a server that admits keys for a moment
      And web2 is healthy
      And web1 has fetched its configuration
      And web2 has sent 3 more heartbeats
      When web1 connects as its configuration says
      Then the server refuses the connection as expired_key
      And the log says that a CURVE key was refused
      And web2 runs the next job
      And the server lists web2 and no other node
      And web2 was not disturbed

  @extension @needs:feeds @needs:own-server
  Rule: a server that keeps its keys lets a node that has connected come again

    @ENCRYPTION-004
    Scenario: its connection breaks when its key's time is over
      Given a server that admits keys for a moment
      And web1 is healthy
      And web1 has sent 3 more heartbeats
      When web1 connects anew and is told that the server knows it
      Then web1 runs the next job
      And web1 was not disturbed

    @ENCRYPTION-005
    Scenario: the shipped server does not
      Given a server that draws new keys at each start and admits keys for a moment
      And web1 is healthy
      And web1 has sent 3 more heartbeats
      When web1 connects anew
      Then the server refuses the connection as expired_key
      And web1 comes back and runs the next job
