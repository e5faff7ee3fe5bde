Feature: Jobs are kept over a restart

  @must
  Rule: a restart changes nothing of what is shown of jobs

    @JOBS-016 @needs:feeds @needs:capture @needs:restart
    Scenario: options, node statuses and output of jobs are the same after a restart
      Given web1 runs real commands
      And this job has ended on web1 and ghost as complete:
        """
        { "command": "printf 'ü\\n'; exit 3", "run_timeout": 300, "quorum": 1, "dir": "/",
          "env": { "FOO": "bears" }, "file": "raw:#!/bin/sh\n", "capture_output": true }
        """
      And this job has ended on ghost as quorum_failed:
        """
        { "command": "", "env": {} }
        """
      And web1 dies
      And these have been asked for:
        | path                             |
        | jobs                             |
        | jobs/{job}                       |
        | jobs/{job1}                      |
        | jobs/{job1}?include_file=true    |
        | jobs/{job1}/output/{web1}/stdout |
        | jobs/{job1}/output/{web1}/stderr |
      And the server has been restarted
      When they are asked for again
      Then the answers are the same

    # the documentation tells these apart by what they did, and the protocol by less
    @JOBS-069 @needs:feeds @needs:restart
    Scenario: nodes that were lost before they started the command have the same status after a restart
      Given web1, web2 and web3 answer by hand
      And a job is running on web1, web2 and web3
      And web3 has started the command
      And web1 says nack_run
      And web2 goes down
      And web3 has succeeded
      And the job has ended as complete
      And these have been asked for:
        | path       |
        | jobs/{job} |
      And the server has been restarted
      When they are asked for again
      Then the answers are the same
      And web1 is failed in the job
      And web2 is crashed in the job

  @should
  Rule: a killed server loses no job that it has accepted

    @JOBS-017 @needs:kill
    Scenario: a server that is killed while 200 clients start jobs has every job that it accepted
      Given a server in a process of its own
      When it is killed and started again while 200 clients start jobs one after the other
      Then it lists every job that was answered 201
      And none of them is unfinished

  @extension
  Rule: a server does not touch data of a newer version

    @JOBS-018
    Scenario: a server does not start on data of a newer version and says what to do
      When a server is started on data of version 999
      Then it does not start, and says that the data has version 999 and what to do
