@should @needs:feeds @needs:network
Feature: The network between nodes and server is bad in its own way

  Rule: a network that is merely slow changes nothing but the time

    @NODES-106
    Scenario Outline: the network is <how>
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network is <how>
      Then web1 and web2 run the next job
      And web1 and web2 were not disturbed

      Examples:
        | how    |
        | slow   |
        | narrow |

  Rule: a node that nothing comes from is down, however its connection looks

    @NODES-107
    Scenario: what nodes say is lost
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network loses what nodes say
      Then web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 run the next job

    @NODES-108
    Scenario: nodes do not know that their connection is gone
      Given a server on a network that can fail
      And web1 and web2 are healthy
      # they hear heartbeats, and go on speaking into nothing
      When the network closes connections without a word to the nodes
      Then web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 run the next job

  Rule: a node is reached over its newest connection

    @NODES-109
    Scenario: the server does not know that the older one is gone
      Given a server with two heartbeats a second, on a network that can fail
      And web1 and web2 are healthy
      When the network closes connections without a word to the server
      Then web1 and web2 are told that the server knows them
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @NODES-110
    Scenario: connections break again and again
      Given a server with two heartbeats a second, on a network that can fail
      And web1 and web2 are healthy
      When the network breaks every connection again and again
      Then nodes connect again and again
      And the network is as it was
      # once more, so that what the server knows now is a connection that stays
      And web1 and web2 connect anew
      And web1 and web2 run the next job
