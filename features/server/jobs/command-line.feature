@extension @doc:environment @doc:capture @needs:feeds @needs:capture
Feature: The environment of a command is set from the command line
  # seeds: announcement, Environment Control and Command Output Capture: --file, --capture, --with-env, --in-dir, --as-user,
  # and what `job output` gives back

  Background:
    Given web1 runs real commands
    And there is a file "knife.rb" with the text "log_level :info"

  Rule: the options of job start reach the command, and job output prints what it wrote

    @JOBS-063
    Scenario: a command gets its variables, directory and file from the command line
      When somebody types:
        """
        push-harness job start 'echo "$test in $(pwd)"; cat "$CHEF_PUSH_JOB_FILE"' {web1} \
          --file knife.rb --capture --with-env '{"test": "foo"}' --in-dir /tmp
        """
      Then the command line exits with 0, and the job is complete
      And push-harness job output prints of the stdout of web1:
        """
        foo in /tmp
        log_level :info
        """

    @JOBS-064 @needs:other-users
    Scenario: a command gets its variables, directory, file and user from the command line
      When somebody types:
        """
        push-harness job start 'echo "$test in $(pwd) as $(id -un), $USER"; cat "$CHEF_PUSH_JOB_FILE"' {web1} \
          --file knife.rb --capture --with-env '{"test": "foo"}' --in-dir /tmp --as-user daemon
        """
      Then the command line exits with 0, and the job is complete
      And push-harness job output prints of the stdout of web1:
        """
        foo in /tmp as daemon, daemon
        log_level :info
        """

    @JOBS-065
    Scenario: a command gets the job's id, the node's name and the file's path as variables
      When somebody types:
        """
        push-harness job start 'echo "$CHEF_PUSH_JOB_ID on $CHEF_PUSH_JOB_NODE_NAME"; cmp knife.rb "$CHEF_PUSH_JOB_FILE"' {web1} \
          --file knife.rb --capture --in-dir "$PWD"
        """
      Then the command line exits with 0, and the job is complete
      And push-harness job output prints of the stdout of web1:
        """
        {job} on {web1}
        """

    @JOBS-066
    Scenario: job start exits with 1 when the command fails
      When somebody types:
        """
        push-harness job start 'test -e /etc/passwd && exit 3' {web1} --capture --in-dir /tmp
        """
      Then the command line exits with 1, and the job is complete
      And push-harness job output prints of the stdout of web1:
        """
        """
