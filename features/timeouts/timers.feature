Feature: What is not answered in time

  Rule: a node that does not vote in time is out

    Scenario: the others are enough
      Given web1 is healthy
      And web2 never votes
      When a job with quorum 1 is started on them
      Then the job ends as complete
      And web1 is succeeded in the job
      And web2 is unavailable in the job
      And the feed says of web2: quorum_vote voting_timeout

    Scenario: the others are not enough
      Given web1 is healthy
      And web2 never votes
      When a job is started on them
      Then the job ends as quorum_failed
      And web1 is was_ready in the job
      And web2 is unavailable in the job

  Rule: a run that takes too long is ended

    Scenario: a command that never ends
      Given web1 is healthy
      And web2 never ends its command
      When a job with a run timeout of 1 second is started on them
      Then the job ends as timed_out
      And web1 is succeeded in the job
      And web2 is timed_out in the job

    Scenario: a node that never says it has started
      Given web1 never acks the run
      When a job with a run timeout of 1 second is started on it
      Then the job ends as timed_out
      And web1 is timed_out in the job

  Rule: whoever was late is made to drop everything and runs the next job

    Scenario: after a voting timeout
      Given web1 never votes
      And a job on them has ended as quorum_failed
      And web1 is made healthy
      When a job is started on web1
      Then the job ends as complete

    Scenario: after a run timeout
      Given web1 never ends its command
      And a job with a run timeout of 1 second on them has ended as timed_out
      And web1 is made healthy
      When a job is started on web1
      Then the job ends as complete
