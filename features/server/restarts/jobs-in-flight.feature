@should @needs:feeds @needs:restart @needs:own-server
Feature: A server is away while clients with the quirk stuck-in-flight run a command
  # protocol §10: an abort that reaches such a client while it is about to count the server as offline, which is some four
  # intervals after the last heartbeat that it heard, leaves its job in flight until somebody restarts the client

  Rule: a server that was away loses no node that runs a command

    @RESTARTS-010 @needs:kept-keys
    Scenario Outline: twenty nodes that run a command come back to a server that was away for <intervals> intervals and keeps its keys
      Given a server that keeps its keys, with two heartbeats a second
      And 20 nodes that are lost by an abort at the wrong moment, and hear heartbeats an interval late
      And a command runs on all of them until a sign is given
      When the server is away for <intervals> intervals of its nodes
      And 8 more intervals of all nodes are over
      And the sign is given
      Then all of them come back and run the next job

      Examples:
        | intervals |
        | 3         |
        | 3.5       |
        | 4         |
        | 4.5       |
        | 5         |

    @RESTARTS-011
    Scenario Outline: twenty nodes that run a command come back to a server that was away for <intervals> intervals and draws new keys
      Given a server that draws new keys at each start, with two heartbeats a second
      And 20 nodes that are lost by an abort at the wrong moment, and hear heartbeats an interval late
      And a command runs on all of them until a sign is given
      When the server is away for <intervals> intervals of its nodes
      And 8 more intervals of all nodes are over
      And the sign is given
      Then all of them come back and run the next job
      And the server may have refused what was meant for the one before

      Examples:
        | intervals |
        | 3         |
        | 3.5       |
        | 4         |
        | 4.5       |
        | 5         |
