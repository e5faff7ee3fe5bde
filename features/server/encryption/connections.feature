@doc:encryption @needs:encryption @needs:counters
Feature: Only nodes that announce their key and encrypt reach the command socket
  # protocol §4

  @needs:organisations
  Rule: a node connects with the key that it sent with its request for a configuration

    @ENCRYPTION-001 @must
    Scenario: a node that uses its announced key is connected
      Given web1 has fetched its configuration
      When web1 connects as its configuration says
      Then the server comes to list web1

    @ENCRYPTION-002 @should @needs:feeds @needs:log @needs:own-server
    Scenario Outline: a node that connects <how> is rejected
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
  Rule: a user with read access cannot connect as the node

    @ENCRYPTION-010 @needs:organisations @needs:own-server
    Scenario: a key that a user sends with a request for a node's configuration is not admitted
      Given a server of its own
      And web1 is a client of the organisation
      And rebecca is a user of the organisation
      And rebecca has fetched the configuration of web1
      When web1 connects as its configuration says
      Then the server does not admit web1

    @ENCRYPTION-011 @needs:organisations @needs:own-server
    Scenario: a session key that a user got with a node's configuration signs nothing
      Given a server that does not encrypt
      And web1 is a client of the organisation
      And rebecca is a user of the organisation
      And rebecca has fetched the configuration of web1
      When web1 connects without encryption
      Then the server does not believe web1

  @should
  Rule: a key expires when its node does not connect in time

    @ENCRYPTION-003 @needs:feeds @needs:log @needs:organisations @needs:own-server
    Scenario: a node that connects after its key has expired is rejected
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
  Rule: a connected node may reconnect with an expired key where the server keeps its keys

    @ENCRYPTION-004
    Scenario: a node reconnects with an expired key to a server that keeps its keys
      Given a server that admits keys for a moment
      And web1 is healthy
      And web1 has sent 3 more heartbeats
      When web1 connects anew and is told that the server knows it
      Then web1 runs the next job
      And web1 was not disturbed

    @ENCRYPTION-005
    Scenario: a node does not reconnect with an expired key to a server that draws new keys
      Given a server that draws new keys at each start and admits keys for a moment
      And web1 is healthy
      And web1 has sent 3 more heartbeats
      When web1 connects anew
      Then the server refuses the connection as expired_key
      And web1 comes back and runs the next job

  # the query of a request is not signed: whoever sees the request can send it again with a key of their own, for 900 s
  @extension @needs:chef-api @needs:own-server
  Rule: a signed request for a configuration brings one CURVE key

    @ENCRYPTION-012
    Scenario: the key of a request that is sent again with another key is rejected
      Given a server of its own
      And web1 has fetched its configuration
      And the request of web1 is sent again with another CURVE key
      And the answer is 200
      When web1 connects with the key of the repeated request
      Then the server refuses the connection as unknown_key

    @ENCRYPTION-013
    Scenario: the key of a request that is sent again as it was is admitted
      Given a server of its own
      And web1 has fetched its configuration
      And the request of web1 is sent again with another CURVE key
      And the request of web1 is sent again as it was
      And the answer is 200
      When web1 connects as its configuration says
      Then the server comes to list web1

    @ENCRYPTION-014 @needs:restart @needs:kept-keys
    Scenario: the key of a request that is sent again with another key is rejected after a restart
      Given a server that keeps its keys
      And web1 has fetched its configuration
      And the server has been restarted
      And the request of web1 is sent again with another CURVE key
      And the answer is 200
      When web1 connects with the key of the repeated request
      Then the server refuses the connection as unknown_key
