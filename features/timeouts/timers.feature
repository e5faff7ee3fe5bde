@must @needs:feeds
Feature: What is not answered in time

  Rule: a node that does not vote in time is out

    @TIMEOUTS-001 @waits:votes
    Scenario: the others are enough
      Given web1 is healthy
      And web2 never votes
      When a job with quorum 1 is started on them
      Then the job ends as complete
      And web1 is succeeded in the job
      And web2 is unavailable in the job
      And the feed says of web2: quorum_vote voting_timeout

    @TIMEOUTS-002 @waits:votes
    Scenario: the others are not enough
      Given web1, web2 and web3 answer by hand
      And web4 is healthy
      And a job with quorum 3 is voting on web1, web2 and web3
      And web1 has voted yes
      And web2 has voted no
      When the voting time is over
      Then the feed says of web1: quorum_vote success, rehab
      And the feed says of web2: quorum_vote failure
      And the feed says of web3: quorum_vote voting_timeout
      And the job ends as quorum_failed
      And web1 is was_ready in the job
      And web2 is nacked in the job
      And web3 is unavailable in the job
      And web1, web2, web3 and web4 run the next job
      And web4 was not disturbed

  Rule: a run that takes too long is ended

    @TIMEOUTS-003
    Scenario: nodes that have not started, that run and that have ended
      Given web1, web2 and web3 answer by hand
      And web4 is healthy
      And a job with a run timeout of 1 second is running on web1, web2 and web3
      And web2 and web3 have started the command
      And web3 has succeeded
      When the run time is over
      Then the feed says of web1: quorum_vote success
      And the feed says of web2: quorum_vote success, run_start
      And the feed says of web3: quorum_vote success, run_start, run_complete success
      And the job ends as timed_out
      And web1 and web2 are timed_out in the job
      And web3 is succeeded in the job
      And web1, web2, web3 and web4 run the next job
      And web4 was not disturbed

    @TIMEOUTS-004
    Scenario: no time at all
      Given web1 never ends its command
      When a job with a run timeout of 0 seconds is started on it
      Then the job ends as timed_out
      And web1 is timed_out in the job

    @TIMEOUTS-005 @needs:own-server
    Scenario: a node whose command goes on
      Given a server that is slow to repeat itself
      And web1 runs real commands
      When the job `sleep 60` with a run timeout of 1 second is started on it
      Then the job ends as timed_out
      And web1 runs the next job
      And web1 was told to abort once since it came up
