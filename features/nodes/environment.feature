@should @doc:environment @needs:feeds
Feature: What a command finds on its node
  # protocol §8; seeds: API, jobs

  @needs:capture
  Rule: a job sets only the variables that its nodes let it set

    @NODES-046
    Scenario: a variable that is allowed, and one that is not
      Given nodes let jobs set FOO and no other variable
      And web1 runs real commands
      When this job is started on web1:
        """
        { "command": "printf '%s,%s,%s' \"$FOO\" \"$BAR\" \"$CHEF_PUSH_ENV_BAR\"", "capture_output": true,
          "env": { "FOO": "bears", "BAR": "salmon" } }
        """
      Then the job ends as complete
      And the stdout of web1 is "bears,,salmon"

    @NODES-047
    Scenario: the job's own variables cannot be set
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "printf %s \"$CHEF_PUSH_JOB_ID\"", "env": { "CHEF_PUSH_JOB_ID": "forged" }, "capture_output": true }
        """
      Then the job ends as complete
      And the stdout of web1 is "{job}"

  Rule: the file of a job is private

    @NODES-048 @needs:capture
    Scenario: it is the owner's alone, and has two names
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "stat -c %a \"$CHEF_PUSH_JOB_FILE\"; test \"$CHEF_PUSH_JOB_FILE\" = \"$PUSHY_JOB_FILE\"",
          "file": "raw:x", "capture_output": true }
        """
      Then the job ends as complete
      And web1 is succeeded in the job
      And the stdout of web1 is "600\n"

  Rule: files of jobs are kept for a day

    @NODES-049
    Scenario: old and young ones, and one that is no file of a job
      Given nodes keep the files of jobs in a folder with these in it:
        | file             | age in hours |
        | pushy_file-old   | 25           |
        | pushy_file-young | 23           |
        | letter           | 25           |
      And web1 runs real commands
      When this job is started on web1:
        """
        { "command": "true", "file": "raw:x" }
        """
      Then the job ends as complete
      And the folder has "pushy_file-young" and "letter" in it, and one more
