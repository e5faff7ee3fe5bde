@extension @needs:feeds @needs:capture @needs:own-server @needs:disk
Feature: The disk of the server is full
  # README, "When the disk fails"

  Rule: a job that is running when the disk becomes full ends as it would on another disk

    @STORAGE-001
    Scenario: followers and readers of a job that ends while the disk is full see its true end and its output
      Given a server whose disk can be full
      And web1 answers by hand
      And a job that captures output has started its command on web1
      And the disk of the server is full
      When web1 succeeds with the stdout "out" and the stderr "err"
      Then the job ends as complete
      And web1 is succeeded in the job
      And the stdout of web1 is "out"
      And the status of the server says that nothing is stored, since its disk is full

    @STORAGE-002
    Scenario: a job that ended while the disk was full is complete after a restart, with its output
      Given a server whose disk can be full
      And web1 answers by hand
      And a job that captures output has started its command on web1
      And the disk of the server is full
      And web1 succeeds with the stdout "out" and the stderr "err"
      And the job ends as complete
      And the disk of the server has room again
      When the server is restarted
      Then the job is shown as complete
      And the stdout of web1 is "out"

  Rule: nothing new is accepted while the disk is full

    @STORAGE-003
    Scenario: a job that is posted while the disk is full is refused with 507, and its text names the disk
      Given a server whose disk can be full
      And the disk of the server is full
      When admin posts a job whose "command" is "true"
      Then the answer is 507 with an error that begins "nothing new is stored at present, since the disk of the server is full"

    @STORAGE-004
    Scenario: a job that is posted when the disk has room again runs
      Given a server whose disk can be full
      And web1 is healthy
      And the disk of the server is full
      And admin posts a job whose "command" is "true"
      And the disk of the server has room again
      When a job is started on web1
      Then the job ends as complete
