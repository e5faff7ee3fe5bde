@doc:job @needs:feeds
Feature: A job is shown
  # seeds: API, "jobs/ID", GET; protocol §2, `GET jobs/ID`

  Rule: a job is shown with its options and its results

    @JOBS-039 @must
    Scenario: a job with nothing but a command is shown with the default run timeout
      Given web1 is healthy
      And this job has ended on web1 as complete:
        """
        { "command": "chef-client" }
        """
      When admin asks for the job
      Then the answer is the job:
        """
        { "command": "chef-client", "run_timeout": 3600, "status": "complete", "nodes": { "{web1}": "succeeded" } }
        """

    @JOBS-040 @must
    Scenario: a job that was started with every option is shown
      Given web1 is healthy
      And this job has ended on web1 and ghost as complete:
        """
        { "command": "bash $CHEF_PUSH_JOB_FILE", "run_timeout": 300, "quorum": 1, "user": "rebecca",
          "dir": "/home/rebecca", "env": { "FOO": "bears", "BAR": "" }, "file": "raw:echo hello", "capture_output": true }
        """
      When admin asks for the job
      Then the answer is the job:
        """
        { "command": "bash $CHEF_PUSH_JOB_FILE", "run_timeout": 300, "status": "complete", "user": "rebecca",
          "dir": "/home/rebecca", "env": { "FOO": "bears", "BAR": "" }, "file": "raw:echo hello", "capture_output": true,
          "nodes": { "{web1}": "succeeded", "{ghost}": "unavailable" } }
        """

    @JOBS-041 @should
    Scenario: a job that was started with empty options is shown
      Given this job has ended on ghost as complete:
        """
        { "command": "", "run_timeout": 0, "quorum": 0, "user": "", "dir": "", "env": {}, "capture_output": false }
        """
      When admin asks for the job
      Then the answer is the job:
        """
        { "command": "", "run_timeout": 0, "status": "complete", "user": "", "dir": "", "env": {},
          "nodes": { "{ghost}": "unavailable" } }
        """

    @JOBS-042 @should
    Scenario: a job with any Unicode text is shown unchanged
      Given this job has ended on ghost as quorum_failed:
        """
        { "command": "echo 'ĐONKEY 日本 🐴'\n\t\"", "env": { "ü": "\u2028" } }
        """
      When admin asks for the job
      Then the answer is the job:
        """
        { "command": "echo 'ĐONKEY 日本 🐴'\n\t\"", "run_timeout": 3600, "status": "quorum_failed",
          "env": { "ü": "\u2028" }, "nodes": { "{ghost}": "unavailable" } }
        """
