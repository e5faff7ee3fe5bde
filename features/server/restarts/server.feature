@needs:feeds @needs:restart
Feature: The server restarts while jobs are under way
  # protocol §6: jobs in progress have crashed; their nodes have too where they were running the command

  @must
  Rule: jobs in progress have crashed after a restart, and ended jobs are kept

    @RESTARTS-004
    Scenario: a job that was voting has crashed after a restart
      Given a server that keeps its keys
      And web1, web2 and web3 answer by hand
      And a job with quorum 3 is voting on web1, web2 and web3
      And web1 has voted yes
      And web2 has voted no
      When the server is restarted
      Then the job is shown as crashed
      And web1 is was_ready in the job
      And web2 is nacked in the job
      And web3 is unavailable in the job
      And web1, web2 and web3 run the next job

    @RESTARTS-005 @needs:capture
    Scenario: a job that was running has crashed after a restart
      Given a server that keeps its keys
      And web1, web2 and web3 answer by hand
      And a job that captures output has started its command on web1 and web2
      And web1 succeeds with the stdout "out" and the stderr "err"
      When the server is restarted
      Then the job is shown as crashed
      And web1 is succeeded in the job
      And web2 is crashed in the job
      And the stdout of web1 is "out"
      And web1, web2 and web3 run the next job

    @RESTARTS-006 @needs:capture
    Scenario: a job that had ended is complete after a restart
      Given a server that keeps its keys
      And web1 runs real commands
      And the job `echo out` has run on web1 with its output captured
      When the server is restarted
      Then the job is shown as complete
      And the stdout of web1 is "out\n"
      And web1 comes back and runs the next job

  @should @needs:kept-keys
  Rule: a restarted server that keeps its keys makes its nodes abort

    @RESTARTS-007
    Scenario: nodes that run a command abort it after a restart
      Given a server that keeps its keys
      And web1 and web2 run real commands
      And web3 is healthy
      And a job that waits for a sign is started on web1 and web2
      And web1 and web2 have begun to run it
      When the server is restarted
      Then web1 and web2 were told to abort the job, and did
      And web1, web2 and web3 come back and run the next job

    @RESTARTS-008
    Scenario: nodes that wait for the run after their vote abort the job after a restart
      Given a server that keeps its keys
      And web1 and web2 are healthy
      And web3 answers by hand
      And a job is started on web1, web2 and web3
      And the job has the votes of web1 and web2
      When the server is restarted
      Then web1 and web2 were told to abort the job, and did
      And web1, web2 and web3 run the next job
