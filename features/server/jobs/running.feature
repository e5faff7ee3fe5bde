@must @doc:jobs-post @doc:environment @needs:feeds
Feature: What a job runs, and how it ends on each node
  # seeds: API, "jobs", POST: `env`, `dir`, `file`; Push 2.0, "Environment Control"; protocol §8

  Rule: a job is complete when every node has ended, well or badly

    @JOBS-029
    Scenario: a job is complete when its command fails on every node
      Given web1 and web2 run real commands
      When the job `exit 3` is started on them
      Then the job ends as complete
      And web1 and web2 are failed in the job

    @JOBS-030
    Scenario: a job is complete when its command fails on one node
      Given web1 and web2 run real commands
      When the job `test "$CHEF_PUSH_NODE_NAME" = "{web1}"` is started on them
      Then the job ends as complete
      And web1 is succeeded in the job
      And web2 is failed in the job

  @needs:capture
  Rule: the command runs with the job's environment, folder and file

    @JOBS-031
    Scenario: a command gets the environment variables of its job
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "printf %s \"$FOO\"", "env": { "FOO": "bears" }, "capture_output": true }
        """
      Then the job ends as complete
      And the stdout of web1 is "bears"

    @JOBS-032
    Scenario: a command runs in the folder of its job
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "pwd", "dir": "/", "capture_output": true }
        """
      Then the job ends as complete
      And the stdout of web1 is "/\n"

    @JOBS-033
    Scenario: a command gets the file of its job that was given as text
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "sh \"$CHEF_PUSH_JOB_FILE\"", "file": "raw:echo \"I like $FOO\"", "env": { "FOO": "bears" }, "capture_output": true }
        """
      Then the job ends as complete
      And the stdout of web1 is "I like bears\n"

    @JOBS-034
    Scenario: a command gets the file of its job that was given in base64
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "cat \"$CHEF_PUSH_JOB_FILE\"", "file": "base64:aGVsbG8=", "capture_output": true }
        """
      Then the job ends as complete
      And the stdout of web1 is "hello"

    @JOBS-035
    Scenario: a command gets the job's id and the node's name
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "printf '%s %s' \"$CHEF_PUSH_JOB_ID\" \"$CHEF_PUSH_JOB_NODE_NAME\"", "capture_output": true }
        """
      Then the job ends as complete
      And the stdout of web1 is "{job} {web1}"
