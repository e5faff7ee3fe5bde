@needs:feeds
Feature: The lives of a node
  # protocol §5: a node is its name, an incarnation is one life of its process, a connection is only where to reach it

  @must
  Rule: another incarnation is another life, and the old one has gone down

    @NODES-052
    Scenario: while its job is voting
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
    Scenario: while its job is running
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
    Scenario: its machine reboots in the middle of a run
      Given web1 reboots when it runs a command
      When a job is started on it
      Then the job ends as complete
      And web1 is crashed in the job
      And web1 runs the next job

  @must
  Rule: another connection of the same life changes nothing

    @NODES-055
    Scenario: while it is idle
      Given web1 is healthy
      When web1 connects anew and is told that the server knows it
      Then web1 runs the next job
      And web1 was not disturbed

    @NODES-056
    Scenario: while its job is running
      Given web1 answers by hand
      And a job is running on web1
      And web1 has started the command
      When web1 connects anew and is told that the server knows it
      And web1 says succeeded
      Then the job ends as complete
      And web1 is succeeded in the job
      And web1 was not disturbed

    @NODES-057
    Scenario: before it has dropped everything
      Given web1 never answers abort
      And web1 is told to abort 2 times
      When web1 connects anew and is told that the server knows it
      Then web1 is told to abort again
      And web1 runs the next job

  @should
  Rule: two processes that say they are the same node push each other out

    @NODES-058
    Scenario: neither can be relied on, until one ends
      Given web1 is healthy
      When another process says that it is web1
      Then both processes of web1 are told to abort over and over
      And the other process ends
      And web1 sends 5 heartbeats and is not told to abort
      And web1 runs the next job
