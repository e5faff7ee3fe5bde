@should @needs:feeds @needs:network
Feature: The network between nodes and server fails for a while

  Rule: what is only late does its work when it comes, or is dropped

    @NODES-059
    Scenario: what nodes say is held back
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network holds back what nodes say
      Then web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 run the next job

    @NODES-060
    Scenario: what nodes say is held back while their job is running
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
    Scenario: what nodes are told is held back
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network holds back what nodes are told
      And a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the feed says of web1: quorum_vote voting_timeout
      And web1 and web2 are unavailable in the job
      And the network is as it was
      And web1 and web2 run the next job

  Rule: a node that misses the server says nothing until it hears of it again

    @NODES-062
    Scenario: the server's heartbeats are held back
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network holds back the server's heartbeats
      Then web1 and web2 come to think the server offline
      And web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 come to think the server online
      And web1 and web2 run the next job

  Rule: a connection that breaks is opened again

    @NODES-063
    Scenario: while nodes are idle
      Given a server with two heartbeats a second, on a network that can fail
      And web1 and web2 are healthy
      When the network breaks every connection
      Then web1 and web2 are told that the server knows them
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @NODES-064
    Scenario: while their job is running
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
    Scenario: the network is gone for long
      Given a server on a network that can fail
      And web1 and web2 are healthy
      When the network is down
      Then web1 and web2 come to think the server offline
      And web1 comes to be shown as down
      And web2 comes to be shown as down
      And the network is as it was
      And web1 and web2 come to think the server online
      And web1 and web2 run the next job
