@doc:node-states @doc:node-state
Feature: The states of the nodes
  # seeds: API, "node_states" and "node_states/NODE_NAME", GET; protocol §2
  # what both dialects say, and what only one of them does, is said in one place

  @must
  Rule: a node is up while it sends heartbeats, and down otherwise

    @NODES-070
    Scenario: a healthy node is shown as available
      Given web1 is healthy
      When admin asks for the state of web1
      Then the answer is the node web1, which is available

    @NODES-071 @needs:organisations
    Scenario: a node that has not answered an abort is shown as in rehab
      Given web1 never answers abort
      And web1 is shown as up, and in rehab
      When admin asks for the state of web1
      Then the answer is the node web1, which is in rehab

    @NODES-072 @waits:silence
    Scenario: a node that has died is shown as down
      Given web1 is healthy
      And web1 has died and is shown as down
      When admin asks for the state of web1
      Then the answer is the node web1, which is down

    @NODES-073
    Scenario: a client that never connected is shown as never seen
      Given web1 is a client of the organisation
      When admin asks for the state of web1
      Then web1 is shown as never seen

  @needs:organisations
  Rule: all nodes are listed by name

    @NODES-074 @must
    Scenario: an organization without nodes has an empty list
      When admin asks for "node_states"
      Then the answer lists the nodes:
        | node | state |

    @NODES-075 @must @waits:silence
    Scenario: nodes that are available, down and in rehab are listed
      Given web3 is healthy
      And web1 and web2 are healthy
      And web2 has died and is shown as down
      And web4 never answers abort
      And web4 is shown as up, and in rehab
      When admin asks for "node_states"
      Then the answer lists the nodes:
        | node | state     |
        | web1 | available |
        | web2 | down      |
        | web3 | available |
        | web4 | in rehab  |

    @NODES-076 @must
    Scenario: nodes of another organization are not listed
      Given another organisation
      And web1 is healthy
      When the admin of the other organisation sends GET to "node_states"
      Then the answer lists the nodes:
        | node | state |

    @NODES-077 @should @needs:restart
    Scenario: a node that was seen before a restart is listed
      Given web1 is healthy
      And web1 has died and is shown as down
      And the server has been restarted
      When admin asks for "node_states"
      Then the answer lists the nodes:
        | node | state |
        | web1 | down  |
