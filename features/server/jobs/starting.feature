@must @doc:jobs-post @needs:feeds
Feature: A job is started
  # seeds: API, "jobs", POST; protocol §2, `POST jobs`

  Rule: the response names the job that was made

    @JOBS-043 @needs:organisations
    Scenario: a job with nothing but a command and a node is started
      When admin sends POST to "jobs" with:
        """
        { "command": "true", "nodes": ["{ghost}"] }
        """
      Then the answer says which job was made
      And the job's id begins as the organisation's ends

    # the path that the command finds a file under, and what it is run with, are in running.feature
    @JOBS-044
    Scenario: a job with every option is started and runs
      Given web1 is healthy
      When admin sends POST to "jobs" with:
        """
        {
          "command": "bash $CHEF_PUSH_JOB_FILE", "run_timeout": 300, "nodes": ["{web1}", "{ghost}"], "quorum": 1,
          "user": "rebecca", "dir": "/home/rebecca", "env": { "FOO": "bears" },
          "file": "raw:#!/bin/bash\necho \"Hello, I am $USER and I like $FOO\"", "capture_output": true
        }
        """
      Then the answer says which job was made
      And the job ends as complete
      And web1 is succeeded in the job
      And ghost is unavailable in the job

  Rule: every request makes a job of its own

    @JOBS-045
    Scenario: the same request sent twice makes two jobs
      Given this job is started on ghost:
        """
        { "command": "true" }
        """
      When this job is started on ghost:
        """
        { "command": "true" }
        """
      Then the jobs have different ids
