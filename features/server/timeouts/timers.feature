@must @doc:jobs-post @doc:job @doc:job-feed @needs:feeds
Feature: Votes and runs that take too long

  Rule: a node that does not vote in time is out of the job

    @TIMEOUTS-001 @waits:votes
    Scenario: a job runs on the nodes that have voted when they meet the quorum
      Given web1 is healthy
      And web2 never votes
      When a job with quorum 1 is started on them
      Then the job ends as complete
      And web1 is succeeded in the job
      And web2 is unavailable in the job

    # in the documented dialect a server may have run the job before, when the quorum was met
    @TIMEOUTS-012 @shipped @waits:votes
    Scenario: the feed reports the voting timeout of a node that does not vote
      Given web1 is healthy
      And web2 never votes
      When a job with quorum 1 is started on them
      Then the job ends as complete
      And the feed says of web2: quorum_vote voting_timeout

    @TIMEOUTS-002 @waits:votes
    Scenario: a job fails its quorum when a node that it needs does not vote in time
      Given web1, web2 and web3 answer by hand
      And web4 is healthy
      And a job with quorum 3 is voting on web1, web2 and web3
      And web1 has voted yes
      And web2 has voted no
      When the voting time is over
      Then the feed says of web1: quorum_vote success
      And the feed says of web2: quorum_vote failure
      And the feed says of web3: quorum_vote voting_timeout
      And the job ends as quorum_failed
      And web1 is was_ready in the job
      And web2 is nacked in the job
      And web3 is unavailable in the job
      And web1, web2, web3 and web4 run the next job
      And web4 was not disturbed

    @TIMEOUTS-013 @shipped @waits:votes
    Scenario: a node that misses the vote and answers the abort is lost only once
      Given web1 answers by hand
      And web2 never votes
      And a job with quorum 1 is voting on web1 and web2
      And web1 has voted yes
      And web2 was told to abort the job, and did
      And web2 has sent 2 more heartbeats
      When web1 says nack_run
      Then the feed says of web2: quorum_vote voting_timeout
      And the job ends as complete
      And web2 is unavailable in the job

  Rule: a run that takes too long is ended

    @TIMEOUTS-003
    Scenario: a job times out with nodes that have not started, that run and that have ended
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
    Scenario: a job with a run timeout of 0 seconds times out
      Given web1 never ends its command
      When a job with a run timeout of 0 seconds is started on it
      Then the job ends as timed_out
      And web1 is timed_out in the job

    @TIMEOUTS-005 @needs:own-server
    Scenario: a node whose command goes on is told to abort when the job times out
      Given a server that is slow to repeat itself
      And web1 runs real commands
      When the job `sleep 60` with a run timeout of 1 second is started on it
      Then the job ends as timed_out
      And web1 runs the next job
      And web1 was told to abort once since it came up
