@doc:protocol-8
Feature: A client does with a job what its options say
  # protocol §8

  @must
  Rule: output goes to the server where the job asks for it, and nowhere else

    @CLIENT-020 @doc:protocol-4
    Scenario: the client sends what the command wrote on both channels when the job asks for it
      When it is given a job that writes on both channels and has its output captured
      Then the server has what it wrote on stdout
      And the server has what it wrote on stderr

  @should
  Rule: output that nobody asks for stays where it is

    @CLIENT-021
    Scenario: the client sends no output when the job does not ask for it
      When it is given a job that writes on both channels and has no output captured
      Then it answers ack_commit, ack_run, succeeded
      And the server has no output of it

  @must
  Rule: a command runs with the environment, in the directory and as the user of its job

    @CLIENT-022
    Scenario: the client gives the command the job's environment variables
      When it is given a job that shows an environment variable of its own
      Then the command finds this variable

    @CLIENT-023
    Scenario: the client tells the command its job and its node in CHEF_PUSH_JOB_ID and CHEF_PUSH_NODE_NAME
      When it is given a job that shows its environment
      Then the command finds the id of its job in CHEF_PUSH_JOB_ID
      And the command finds the name of its node in CHEF_PUSH_NODE_NAME

    @CLIENT-024
    Scenario: the client runs the command in the job's directory
      When it is given a job in a directory
      Then the command runs in this directory

    @CLIENT-025
    Scenario: the client answers a commit with nack_commit when the directory is not there
      When it is given a job in a directory that is not there
      Then it answers nack_commit

    @CLIENT-026
    Scenario: the client answers a commit with nack_commit when the user is not there
      When it is given a job as a user who is not there
      Then it answers nack_commit

  @must
  Rule: a command finds the file of its job where CHEF_PUSH_JOB_FILE says

    @CLIENT-027
    Scenario: the client puts a file that came as raw text where CHEF_PUSH_JOB_FILE says
      When it is given a job with a file as raw text
      Then the command finds its content in the file that CHEF_PUSH_JOB_FILE names

    @CLIENT-028
    Scenario: the client puts a file that came as base64 where CHEF_PUSH_JOB_FILE says
      When it is given a job with a file in base64
      Then the command finds its content in the file that CHEF_PUSH_JOB_FILE names

  @should
  Rule: the file of a job is nobody else's business

    @CLIENT-029
    Scenario: the client lets nobody else read the file of a job
      When it is given a job with a file as raw text
      Then nobody but its owner may read the file

  @must
  Rule: max_body_size bounds what a client sends, and not what it is sent

    @CLIENT-060 @doc:protocol-4 @doc:protocol-10
    Scenario: the client takes a commit with a file of 100,000 bytes, which is longer than what it may send itself
      When it is given a job with a file of 100,000 bytes
      Then the command finds all of this file
