@must @doc:job @doc:job-feed @needs:feeds
Feature: What a node's answer does while its job is voting
  # protocol §6, the first table. web2 keeps the vote open, and its own vote afterwards is the fence: what web1 said has
  # been dealt with by then. web3 has no part in it.

  Background:
    Given web1 and web2 answer by hand
    And web3 is healthy
    And a job with quorum 2 is voting on web1 and web2

  Rule: the first answer of a node is its vote

    @QUORUM-003
    Scenario: a node that has not voted and says ack_commit is ready
      When web1 says ack_commit
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success
      And web1 is ready in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

    @QUORUM-004
    Scenario Outline: a node that has not voted and <does> has the status <status> in the job
      When web1 <does>
      And web2 says ack_commit
      Then the feed says of web1: <events>
      And the job ends as quorum_failed
      And web1 is <status> in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does             | events                  | status      |
        | says nack_commit | quorum_vote failure     | nacked      |
        | says ack_run     | rehab                   | unavailable |
        | says nack_run    | rehab                   | unavailable |
        | says succeeded   | rehab                   | unavailable |
        | says failed      | rehab                   | unavailable |
        | says aborted     | rehab                   | unavailable |

      @waits:silence-while-voting
      Examples: noticed by its silence
        | does             | events                  | status      |
        | goes down        | quorum_vote down, rehab | unavailable |

  Rule: a node that has voted yes keeps its vote only as long as it sends nothing else

    @QUORUM-005
    Scenario: a ready node that says ack_commit again stays ready
      Given web1 has voted yes
      When web1 says ack_commit
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success, quorum_vote unexpected_commit
      And web1 is ready in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

    @QUORUM-006
    Scenario Outline: a ready node that <does> is unavailable in the job
      Given web1 has voted yes
      When web1 <does>
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success, <events>
      And the job ends as quorum_failed
      And web1 is unavailable in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does             | events                               |
        | says nack_commit | rehab, quorum_vote lost_availibility |
        | says ack_run     | rehab                                |
        | says nack_run    | rehab                                |
        | says succeeded   | rehab                                |
        | says failed      | rehab                                |
        | says aborted     | rehab                                |

      @waits:silence-while-voting
      Examples: noticed by its silence
        | does             | events                               |
        | goes down        | quorum_vote down, rehab              |
