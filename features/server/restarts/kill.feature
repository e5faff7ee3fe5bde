@should @needs:feeds @needs:capture @needs:diagnosis @needs:kill
Feature: The server is killed while jobs are under way

  Rule: a killed server has its jobs on disk, and its nodes reconnect to the next one

    # a job is on the disk when it is started, and with it all that came before
    @RESTARTS-003
    Scenario: jobs that were voting or running have crashed after a kill, and an ended one is complete
      Given a server in a process of its own
      And web1 runs real commands
      And web2 and web3 answer by hand
      And the job `echo out` has run on web1 with its output captured
      And a job with quorum 2 is voting on web2 and web3
      And web2 has voted yes
      And a job that waits for a sign is started on web1
      And web1 has begun to run it
      When the server is killed and started again
      Then the jobs are shown as complete, crashed and crashed
      And web2 is was_ready in the second job
      And web3 is unavailable in the second job
      And the stdout of web1 in the first job is "out\n"
      And web1 was told to abort the job, and did
      And web1, web2 and web3 run the next job

    @RESTARTS-009
    Scenario: idle nodes reconnect after the server was killed
      Given a server in a process of its own
      And web1 and web2 are healthy
      And a job on web1 and web2 has ended as complete
      When the server is killed and started again
      Then web1 and web2 come back and run the next job
