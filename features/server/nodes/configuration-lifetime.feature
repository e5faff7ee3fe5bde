@should @needs:feeds
Feature: A node fetches its configuration again from time to time
  # protocol §8: after the lifetime of its configuration less up to a tenth, but not while it has a job in hand

  @needs:own-server
  Rule: a node with a new configuration stays the same incarnation on a new connection

    @NODES-029
    Scenario: an idle node fetches its configuration again and runs the next job
      Given a server whose configurations last a second
      And web1 is healthy
      When web1 is told that the server knows it
      Then web1 runs the next job
      And web1 was not disturbed

    @NODES-030
    Scenario: a node that runs a job fetches its configuration again only after the job
      Given a server whose configurations last a second
      And web1 runs real commands
      And web2 is healthy
      And a job that waits for a sign is started on web1
      And web1 has begun to run it
      And web2 is told that the server knows it
      And web1 has sent 2 more heartbeats
      When the sign is given
      Then web1 has kept its connection to the end of the job
      And the job ends as complete
      And web1 is succeeded in the job
      And web1 is told that the server knows it
      And web1 runs the next job
      And web1 was not disturbed

  Rule: a node that receives nothing at all connects again and again

    @NODES-031 @needs:network
    Scenario: a node that receives nothing from the network connects until it does
      Given a server on a network that can fail
      And the network holds back what nodes are told
      When web1 starts
      Then nodes connect again and again
      And the network is as it was
      And web1 runs the next job
