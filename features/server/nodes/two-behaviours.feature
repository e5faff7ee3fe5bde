@should @needs:feeds
Feature: Nodes with more than one behaviour
  # behaviours compose: each reshapes what the ones before it have left

  Rule: each behaviour has its effect

    @NODES-096
    Scenario: a node that votes late and flaps succeeds in one job and is lost to another
      Given web1 votes late, and comes and goes
      And web2 is healthy
      When jobs are run on web1 until one has succeeded and one has been lost
      Then web1 and web2 run the next job
      And web2 was not disturbed

    @NODES-097
    Scenario: a node that votes late and is confused is unavailable in the job
      Given web1 is confused: nack_after_ack
      And web1 also votes late
      And web2 votes last
      And web3 is healthy
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And web1 is unavailable in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

    @NODES-098
    Scenario: a node that fails and dies before it reports it has crashed
      Given web1 fails, and dies while it runs
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 is crashed in the job
      And web1 and web2 run the next job
      And web2 was not disturbed

    @NODES-099 @needs:capture
    Scenario: a node that fails late and writes much is failed with its output
      Given web1 writes 60000 bytes of text
      And web1 also fails
      And web1 also ends the command late
      When a job that captures output is started on web1
      Then the job ends as complete
      And web1 is failed in the job
      And the stdout of web1 has 60000 bytes
      And web1 runs the next job
      And web1 was not disturbed
