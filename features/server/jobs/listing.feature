@must @doc:jobs-get @needs:organisations
Feature: The jobs of an organization are listed
  # seeds: API, "jobs", GET; protocol §2, `GET jobs`

  Rule: every job is listed, the oldest first

    @JOBS-019
    Scenario: an organization without jobs has an empty list
      When admin asks for "jobs"
      Then the answer lists the jobs:
        """
        []
        """

    @JOBS-020 @needs:feeds
    Scenario: three jobs that have ended are listed with their options
      Given web1 is healthy
      And this job has ended on web1 as complete:
        """
        { "command": "chef-client", "capture_output": true }
        """
      And this job has ended on ghost as quorum_failed:
        """
        { "command": "true", "run_timeout": 5, "user": "rebecca", "dir": "/", "env": { "FOO": "bears" }, "file": "raw:x" }
        """
      And this job has ended on ghost as complete:
        """
        { "command": "false", "quorum": 0, "env": {} }
        """
      When admin asks for "jobs"
      Then the answer lists the jobs:
        """
        [ { "command": "chef-client", "run_timeout": 3600, "status": "complete", "capture_output": true },
          { "command": "true", "run_timeout": 5, "status": "quorum_failed", "user": "rebecca", "dir": "/",
            "env": { "FOO": "bears" }, "file": "raw:x" },
          { "command": "false", "run_timeout": 3600, "status": "complete", "env": {} } ]
        """

    @JOBS-021 @needs:feeds
    Scenario: a job that is still running is listed as running
      Given web1 answers by hand
      And a job is running on web1
      When admin asks for "jobs"
      Then the answer lists the jobs:
        """
        [ { "command": "true", "run_timeout": 3600, "status": "running" } ]
        """
