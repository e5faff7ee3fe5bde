@should @needs:feeds @needs:network
Feature: The network between nodes and server is bad

  Rule: a slow network takes more time and changes nothing else

    @NODES-106
    Scenario Outline: nodes run a job over a network that is <how>
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network is <how>
      Then web1 and web2 run the next job
      And web1 and web2 were not disturbed

      Examples:
        | how    |
        | slow   |
        | narrow |

  Rule: a node whose messages do not arrive is down even when its connection looks sound

    @NODES-107
    Scenario: nodes whose messages the network loses are shown as down
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network loses what nodes say
      Then web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 run the next job

    @NODES-108
    Scenario: nodes that do not notice that their connection is closed are shown as down
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
    Scenario: nodes are reached over a new connection when the server does not notice that the old one is closed
      Given a server with two heartbeats a second, on a network that can fail
      And web1 and web2 are healthy
      When the network closes connections without a word to the server
      Then web1 and web2 are told that the server knows them
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @NODES-110
    Scenario: nodes run a job after their connections broke again and again
      Given a server with two heartbeats a second, on a network that can fail
      And web1 and web2 are healthy
      When the network breaks every connection again and again
      Then nodes connect again and again
      And the network is as it was
      # once more, so that what the server knows now is a connection that stays
      And web1 and web2 connect anew
      And web1 and web2 run the next job
