Feature: What the server has told of jobs it keeps

  @must
  Rule: a restart changes nothing of what is shown

    @JOBS-016 @needs:feeds @needs:capture @needs:restart
    Scenario: jobs, their options, the statuses of their nodes and what was written
      Given web1 runs real commands
      And this job has ended on web1 and ghost as complete:
        """
        { "command": "printf 'ü\\0\\n'; exit 3", "run_timeout": 300, "quorum": 1, "dir": "/",
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

  @should
  Rule: nor does its sudden death

    @JOBS-017 @needs:kill
    Scenario: it is killed while 200 clients start jobs as fast as they can
      Given a server in a process of its own
      When it is killed and started again while 200 clients start jobs one after the other
      Then it lists every job that was answered 201
      And none of them is unfinished

  @extension
  Rule: data of a newer server is not touched

    @JOBS-018
    Scenario: a server is started on it
      When a server is started on data of version 999
      Then it does not start, and says that the data has version 999 and what to do
