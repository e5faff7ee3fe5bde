@should @doc:node-state
Feature: When a node came up or went down
  # seeds: API, "node_states/NODE_NAME", GET: `updated_at`; protocol §2

  Rule: updated_at is when the state of a node last changed

    @NODES-066 @documented
    Scenario: heartbeats of a node do not change updated_at
      Given web1 is healthy
      And admin has noted when web1 changed
      And a later second has begun
      When web1 has sent 2 more heartbeats
      Then web1 changed when it had changed before

    @NODES-067 @documented @waits:silence
    Scenario: a node that goes down changes updated_at
      Given web1 is healthy
      And admin has noted when web1 changed
      And a later second has begun
      When web1 dies
      Then web1 comes to be shown as down
      And web1 has changed since

    @NODES-068 @documented @waits:silence
    Scenario: a node that comes up again changes updated_at
      Given web1 is healthy
      And web1 has died and is shown as down
      And admin has noted when web1 changed
      And a later second has begun
      When web1 is started again
      Then web1 comes to be shown as up
      And web1 has changed since

    @NODES-069 @documented @needs:restart @waits:silence
    Scenario: a restart of the server does not change updated_at of a node that was down
      Given web1 is healthy
      And web1 has died and is shown as down
      And admin has noted when web1 changed
      And a later second has begun
      And the server has been restarted
      When admin asks for the state of web1
      Then web1 changed when it had changed before
