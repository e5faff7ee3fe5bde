@must @doc:job @doc:job-feed @needs:feeds
Feature: What a node sends that is out of the vote
  # protocol §6, the first table, the last column. web2 keeps the vote open, and its own vote afterwards is the fence.
  # web3 has no part in it.

  Background:
    Given web1 and web2 answer by hand
    And web3 is healthy
    And a job with quorum 2 is voting on web1 and web2

  Rule: a node that is out of the vote goes to rehab whatever it sends

    @QUORUM-001
    Scenario Outline: a node that has voted no and then <does> goes to rehab
      Given web1 has voted no
      When web1 <does>
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote failure, <events>
      And the job ends as quorum_failed
      And web1 is nacked in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does             | events                                      |
        | says ack_commit  | rehab, quorum_vote client_died_while_voting |
        | says nack_commit | rehab, quorum_vote client_died_while_voting |
        | says ack_run     | rehab                                       |
        | says nack_run    | rehab                                       |
        | says succeeded   | rehab                                       |
        | says failed      | rehab                                       |
        | says aborted     | rehab                                       |

      @waits:silence-while-voting
      Examples: noticed by its silence
        | does             | events                                      |
        | goes down        | quorum_vote down, rehab                     |

    @QUORUM-002 @waits:silence-while-voting
    Scenario Outline: a node that counts as down, comes back and <does> goes to rehab
      Given web1 stands still and counts as down
      When web1 <does>
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote down, rehab, <events>
      And the job ends as quorum_failed
      And web1 is unavailable in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does             | events                                      |
        | says ack_commit  | rehab, quorum_vote client_died_while_voting |
        | says nack_commit | rehab, quorum_vote client_died_while_voting |

    @QUORUM-015
    Scenario Outline: a node that has taken back its vote and then <does> goes to rehab
      Given web1 has voted yes
      And web1 has voted no
      When web1 <does>
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success, rehab, quorum_vote lost_availibility, <events>
      And the job ends as quorum_failed
      And web1 is unavailable in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | does             | events                                      |
        | says ack_commit  | rehab, quorum_vote client_died_while_voting |
        | says nack_commit | rehab, quorum_vote client_died_while_voting |

      @waits:silence-while-voting
      Examples: noticed by its silence
        | does             | events                                      |
        | goes down        | quorum_vote down, rehab                     |
