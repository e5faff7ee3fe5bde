@needs:feeds @needs:restart
Feature: The server restarts while jobs are under way
  # protocol §6: jobs in progress have crashed, and with them their nodes that were ready or running

  @must
  Rule: what was under way has crashed, and what had ended stays

    @RESTARTS-004
    Scenario: a job that is voting
      Given a server that keeps its keys
      And web1, web2 and web3 answer by hand
      And a job with quorum 3 is voting on web1, web2 and web3
      And web1 has voted yes
      And web2 has voted no
      When the server is restarted
      Then the job is shown as crashed
      And web1 is crashed in the job
      And web2 is nacked in the job
      And web3 is new in the job
      And web1, web2 and web3 run the next job

    @RESTARTS-005 @needs:capture
    Scenario: a job that is running
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
    Scenario: a job that has ended
      Given a server that keeps its keys
      And web1 runs real commands
      And the job `echo out` has run on web1 with its output captured
      When the server is restarted
      Then the job is shown as complete
      And the stdout of web1 is "out\n"
      And web1 comes back and runs the next job

  @should
  Rule: a server that keeps its keys reaches nodes with a job in hand at once

    @RESTARTS-007
    Scenario: they run a command
      Given a server that keeps its keys
      And web1 and web2 run real commands
      And web3 is healthy
      And a job that waits for a sign is started on web1 and web2
      And web1 and web2 have begun to run it
      When the server is restarted
      Then web1 and web2 were told to abort the job, and did
      And web1, web2 and web3 come back and run the next job

    @RESTARTS-008
    Scenario: they wait for the word to run it
      Given a server that keeps its keys
      And web1 and web2 are healthy
      And web3 answers by hand
      And a job is started on web1, web2 and web3
      And the job has the votes of web1 and web2
      When the server is restarted
      Then web1 and web2 were told to abort the job, and did
      And web1, web2 and web3 run the next job
