@should @needs:feeds @needs:network
Feature: The network between nodes and server fails for a while

  Rule: delayed messages are processed or dropped when they arrive

    @NODES-059
    Scenario: nodes whose messages are held back are down until the network recovers
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network holds back what nodes say
      Then web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 run the next job

    @NODES-060
    Scenario: nodes whose messages are held back while they run have crashed
      Given a server on a network that can fail
      And web1 and web2 answer by hand
      And a job is running on web1 and web2
      And web1 and web2 have started the command
      When the network holds back what nodes say
      And the job has missed web1 and web2
      And the network is as it was
      Then the job ends as complete
      And web1 and web2 are crashed in the job
      And web1 and web2 run the next job

    @NODES-061
    Scenario: nodes that receive no messages of the server do not vote
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network holds back what nodes are told
      And a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the feed says of web1: quorum_vote voting_timeout
      And web1 and web2 are unavailable in the job
      And the network is as it was
      And web1 and web2 run the next job

  Rule: a node that misses the server sends nothing until it hears from it again

    @NODES-062
    Scenario: nodes that miss the server's heartbeats are down until they hear them again
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network holds back the server's heartbeats
      Then web1 and web2 come to think the server offline
      And web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 come to think the server online
      And web1 and web2 run the next job

  Rule: a broken connection is opened again

    @NODES-063
    Scenario: idle nodes reconnect when every connection breaks
      Given a server with two heartbeats a second, on a network that can fail
      And web1 and web2 are healthy
      When the network breaks every connection
      Then web1 and web2 are told that the server knows them
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @NODES-064
    Scenario: nodes that run a job reconnect when every connection breaks, and succeed
      Given a server with two heartbeats a second, on a network that can fail
      And web1 and web2 answer by hand
      And a job is running on web1 and web2
      And web1 and web2 have started the command
      When the network breaks every connection
      And web1 and web2 are told that the server knows them
      And web1 says succeeded
      And web2 says succeeded
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed

    @NODES-065
    Scenario: nodes come back after the network was down for long
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network is down
      Then web1 and web2 come to think the server offline
      And web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 come to think the server online
      And web1 and web2 run the next job
