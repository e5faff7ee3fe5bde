@should @doc:environment @needs:feeds
Feature: What a command finds on its node
  # protocol §8; seeds: API, jobs

  @needs:capture
  Rule: a job sets only the variables that its nodes allow

    @NODES-046
    Scenario: a job sets a variable that is allowed and not one that is not
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
    Scenario: a job cannot set the variable CHEF_PUSH_JOB_ID
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "printf %s \"$CHEF_PUSH_JOB_ID\"", "env": { "CHEF_PUSH_JOB_ID": "forged" }, "capture_output": true }
        """
      Then the job ends as complete
      And the stdout of web1 is "{job}"

  Rule: the file of a job is private

    @NODES-048 @needs:capture
    Scenario: the file of a job can be read by its owner alone and has two names
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "stat -c %a \"$CHEF_PUSH_JOB_FILE\"; test \"$CHEF_PUSH_JOB_FILE\" = \"$PUSHY_JOB_FILE\"",
          "file": "raw:x", "capture_output": true }
        """
      Then the job ends as complete
      And web1 is succeeded in the job
      And the stdout of web1 is "600\n"

  @needs:capture @needs:other-users
  Rule: a command runs as the user whom its job names

    @NODES-116
    Scenario Outline: the command of a job for the user <user> runs as <user>, and its file is that user's alone
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "id -un; stat -c '%U %a' \"$CHEF_PUSH_JOB_FILE\"; cat \"$CHEF_PUSH_JOB_FILE\"", "user": "<user>",
          "file": "raw:for <user>", "capture_output": true }
        """
      Then the job ends as complete
      And web1 is succeeded in the job
      And the stdout of web1 is "<user>\n<user> 600\nfor <user>"

      Examples:
        | user   |
        | daemon |
        | root   |

  Rule: a node that does not have the user of a job votes no

    @NODES-117
    Scenario: a node votes no to a job for a user whom it does not have
      Given web1 runs real commands
      When this job is started on web1:
        """
        { "command": "true", "user": "nobody-of-that-name" }
        """
      Then the job ends as quorum_failed
      And web1 is nacked in the job

  Rule: files of jobs are kept for a day

    @NODES-049
    Scenario: a node deletes old files of jobs and keeps young ones and other files
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
