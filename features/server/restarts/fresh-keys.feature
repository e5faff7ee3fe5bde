@should @needs:feeds @needs:restart @needs:own-server
Feature: A server with new keys at each start
  # protocol §8: what the shipped server does. A node with a job in hand does not configure anew before it is idle.

  Rule: idle nodes find the restarted server by its heartbeats

    @RESTARTS-001
    Scenario: idle nodes reconnect to a restarted server with new keys
      Given a server that draws new keys at each start
      And web1 and web2 are healthy
      When the server is restarted
      Then web1 and web2 come back and run the next job
      And the server may have refused what was meant for the one before

    @RESTARTS-002
    Scenario: a node that runs a command cannot be told to abort it by a server with new keys
      Given a server that draws new keys at each start
      And web1 runs real commands
      And web2 is healthy
      And a job that waits for a sign is started on web1
      And web1 has begun to run it
      When the server is restarted
      Then web2 comes back and runs the next job
      And the sign is given
      And web1 has ended the command undisturbed
      And web1 and web2 come back and run the next job
      And the server may have refused what was meant for the one before
