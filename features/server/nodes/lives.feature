@needs:feeds
Feature: Incarnations and connections of a node
  # protocol §5: a node is its name, an incarnation is one life of its process, a connection is only where to reach it

  @must
  Rule: a new incarnation of a node means that the old one is down

    @NODES-052
    Scenario: a node that restarts while its job is voting loses its vote
      Given web1 and web2 answer by hand
      And a job with quorum 2 is voting on web1 and web2
      And web1 has voted yes
      When the process of web1 is restarted
      And the job has missed web1
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success, quorum_vote down, rehab
      And the job ends as quorum_failed
      And web1 is unavailable in the job
      And web1 and web2 run the next job

    @NODES-053
    Scenario: a node that restarts while its job is running has crashed
      Given web1 and web2 answer by hand
      And a job is running on web1 and web2
      And web1 and web2 have started the command
      When the process of web1 is restarted
      And the job has missed web1
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, run_start, rehab, run_complete crashed
      And the job ends as complete
      And web1 is crashed in the job
      And web1 and web2 run the next job
      And web2 was not disturbed

    @NODES-054 @waits:silence
    Scenario: a node whose machine reboots during a run has crashed
      Given web1 reboots when it runs a command
      When a job is started on it
      Then the job ends as complete
      And web1 is crashed in the job
      And web1 runs the next job

  @must
  Rule: a new connection of the same incarnation changes nothing

    @NODES-055
    Scenario: an idle node that reconnects runs the next job
      Given web1 is healthy
      When web1 connects anew and is told that the server knows it
      Then web1 runs the next job
      And web1 was not disturbed

    @NODES-056
    Scenario: a node that reconnects while its job is running succeeds
      Given web1 answers by hand
      And a job is running on web1
      And web1 has started the command
      When web1 connects anew and is told that the server knows it
      And web1 says succeeded
      Then the job ends as complete
      And web1 is succeeded in the job
      And web1 was not disturbed

    @NODES-057
    Scenario: a node that reconnects before it has answered an abort is told to abort again
      Given web1 never answers abort
      And web1 is told to abort 2 times
      When web1 connects anew and is told that the server knows it
      Then web1 is told to abort again
      And web1 runs the next job

  @should
  Rule: two processes with one node name push each other out

    @NODES-058
    Scenario: two processes with one node name are told to abort until one of them ends
      Given web1 is healthy
      When another process says that it is web1
      Then both processes of web1 are told to abort over and over
      And the other process ends
      And web1 sends 5 heartbeats and is not told to abort
      And web1 runs the next job
