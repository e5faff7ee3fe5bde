@must @needs:feeds
Feature: A node in rehab gets no job
  # protocol §5

  Rule: a node that comes up is told to abort until it answers

    @NODES-078 @waits:rehab
    Scenario: a node that never answers an abort gets no job
      Given web1 is deaf
      And web2 is healthy
      When web1 is told to abort 3 times
      And a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the feed says of web1: quorum_vote down, rehab
      And web1 is unavailable in the job
      And web2 is was_ready in the job
      And web1 and web2 run the next job

    @NODES-079 @waits:rehab
    Scenario: a node that answers an abort late runs the next job
      Given web1 never answers abort
      And web1 is told to abort 2 times
      When web1 is made healthy
      Then web1 runs the next job

  Rule: a node that is lost to a job gets no other until it has answered an abort

    @NODES-080
    Scenario: a job goes on without a node that does not answer an abort
      Given web1 answers by hand
      And web2 is healthy
      And a job is running on web1
      And web1 stops answering abort
      When web1 says nack_run
      And a job with quorum 1 is started on web1 and web2
      Then the job ends as complete
      And the feed says of web1: quorum_vote down, rehab
      And web2 is succeeded in the job
      And web1 and web2 run the next job
      And web2 was not disturbed
