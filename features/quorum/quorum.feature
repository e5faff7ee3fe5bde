@must @doc:jobs-post @needs:feeds
Feature: The quorum decides whether a job runs

  Rule: a job runs when enough of its nodes vote yes

    @QUORUM-007
    Scenario: every node votes yes and none said how many are needed
      Given web1, web2 and web3 are healthy
      When a job is started on them
      Then the job ends as complete
      And web1, web2 and web3 are succeeded in the job

    @QUORUM-008
    Scenario: as many as the quorum asks for
      Given web1 and web2 are healthy
      And web3 is busy
      When a job with quorum 2 is started on them
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web3 is nacked in the job

    @QUORUM-009
    Scenario: a quorum of nobody is always met
      Given web1 is busy
      When a job with quorum 0 is started on it
      Then the job ends as complete
      And web1 is nacked in the job

  Rule: a job runs nowhere when too few vote yes

    @QUORUM-010
    Scenario: by default one busy node is enough to stop it
      Given web1 and web2 are healthy
      And web3 is busy
      When a job is started on them
      Then the job ends as quorum_failed
      And web1 and web2 are was_ready in the job
      And web3 is nacked in the job
      And no node started the command

    @QUORUM-011
    Scenario: more yes votes are asked for than there are nodes
      Given web1 and web2 are healthy
      When a job with quorum 999 is started on them
      Then the job ends as quorum_failed
      And no node started the command

    @QUORUM-012
    Scenario: a node that was never seen counts as down
      Given web1 is healthy
      When a job is started on web1 and ghost
      Then the job ends as quorum_failed
      And web1 is was_ready in the job
      And ghost is unavailable in the job

  Rule: nodes that voted for a job that does not run are free for the next one

    @QUORUM-013
    Scenario: the next job runs on them
      Given web1 is healthy
      And web2 is busy
      And a job on them has ended as quorum_failed
      When a job is started on web1
      Then the job ends as complete
