@doc:jobs-post @needs:feeds
Feature: The quorum decides whether a job runs

  @must
  Rule: a job runs when enough of its nodes vote yes

    @QUORUM-007
    Scenario: a job without a quorum runs when every node votes yes
      Given web1, web2 and web3 are healthy
      When a job is started on them
      Then the job ends as complete
      And web1, web2 and web3 are succeeded in the job

    @QUORUM-008
    Scenario: a job runs when as many nodes vote yes as its quorum requires
      Given web1 and web2 are healthy
      And web3 is busy
      When a job with quorum 2 is started on them
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web3 is nacked in the job

    @QUORUM-009
    Scenario: a quorum of 0 is always met
      Given web1 is busy
      When a job with quorum 0 is started on it
      Then the job ends as complete
      And web1 is nacked in the job

  @must
  Rule: a job runs nowhere when too few vote yes

    @QUORUM-010
    Scenario: by default one busy node is enough to stop a job
      Given web1 and web2 are healthy
      And web3 is busy
      When a job is started on them
      Then the job ends as quorum_failed
      And web1 and web2 are was_ready in the job
      And web3 is nacked in the job
      And no node started the command

    @QUORUM-011
    Scenario: a job whose quorum is larger than its number of nodes runs nowhere
      Given web1 and web2 are healthy
      When a job with quorum 999 is started on them
      Then the job ends as quorum_failed
      And no node started the command

    @QUORUM-012
    Scenario: a node that was never seen counts as down in the vote
      Given web1 is healthy
      When a job is started on web1 and ghost
      Then the job ends as quorum_failed
      And web1 is was_ready in the job
      And ghost is unavailable in the job

  @must
  Rule: nodes that voted for a job that does not run are free for the next one

    @QUORUM-013
    Scenario: a node that has voted for a job that does not run takes the next job
      Given web1 is healthy
      And web2 is busy
      And a job on them has ended as quorum_failed
      When a job is started on web1
      Then the job ends as complete

  # the seeds: "voting (waiting for nodes; quorum not yet met)", so that a server that runs the job as soon as the quorum is met
  # follows them as well; the shipped server waits for every vote, and so does ours in either dialect
  Rule: the vote goes on until every node has voted, even when the quorum is met before

    @QUORUM-016
    Scenario Outline: a job with a quorum of <quorum> waits for the vote of the second of two nodes
      Given web1 and web2 answer by hand
      And a job with quorum <quorum> is voting on web1 and web2
      And web1 has voted yes
      And reader1 follows the job
      When web2 says ack_commit
      Then reader1 is told:
        """
        start
        quorum_vote web1 success
        quorum_vote web2 success
        quorum_succeeded
        """

      @must @shipped
      Examples: the shipped server
        | quorum |
        | 0      |
        | 1      |

      @may @documented
      Examples: the documentation leaves it open
        | quorum |
        | 0      |
        | 1      |

  @may
  Rule: a node that is lost to a job and answers the abort is lost only once

    @QUORUM-017
    Scenario: a node that changes its mind and answers the abort has no further event while the others vote
      Given web1 never acks the run
      And web2 answers by hand
      And a job with quorum 2 is voting on web1 and web2
      And the job has the votes of web1
      When web1 says nack_commit
      And web1 was told to abort the job, and did
      And web1 has sent 2 more heartbeats
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success, rehab, quorum_vote lost_availibility
      And the job ends as quorum_failed
      And web1 is unavailable in the job
