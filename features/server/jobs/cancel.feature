@extension @needs:cancel @needs:feeds
Feature: A job is cancelled
  # protocol §2, `POST jobs/ID/cancel`, and §6, the rows of a job that is cancelled: an extension of our own server

  Rule: a job that is cancelled ends as aborted, and whoever is in it drops it

    @JOBS-071
    Scenario: a job that runs is cancelled, and its nodes run the next one
      Given web1, web2 and web3 answer by hand
      And a job is running on web1, web2 and web3
      And web1 and web2 have started the command
      And web2 has succeeded
      When admin cancels the job
      Then the job ends as aborted
      And web1 is aborted in the job
      And web2 is succeeded in the job
      And web3 is was_ready in the job
      And web1, web2 and web3 run the next job

    @JOBS-072
    Scenario: a job that votes is cancelled, and its nodes run the next one
      Given web1, web2 and web3 answer by hand
      And a job with quorum 1 is voting on web1, web2 and web3
      And web1 has voted yes
      And web2 has voted no
      When admin cancels the job
      Then the job ends as aborted
      And web1 is was_ready in the job
      And web2 is nacked in the job
      And web3 is unavailable in the job
      And web1, web2 and web3 run the next job

    @JOBS-073
    Scenario: a node whose job was cancelled kills the command
      Given web1 runs real commands
      And the job `sleep 1000` is started on web1
      And web1 has begun to run it
      When admin cancels the job
      Then the job ends as aborted
      And web1 comes back and runs the next job

  Rule: a job that is over is not cancelled

    @JOBS-074
    Scenario: a job that is complete stays so when somebody cancels it
      Given web1 is healthy
      And a job on web1 has ended as complete
      When admin cancels the job
      Then the answer is 409
      And the job ends as complete

    @JOBS-075 @needs:reader
    Scenario: a user with read access may not cancel a job
      Given rebecca is a user of the organisation
      And web1 answers by hand
      And a job is running on web1
      When rebecca cancels the job
      Then the answer is 403
      And the job is shown as running
