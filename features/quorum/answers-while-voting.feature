Feature: What a node's answer does while its job is voting

  # web2 keeps the vote open, and its own vote afterwards is the fence: what web1 said has been dealt with by then.

  Background:
    Given web1 and web2 answer by hand
    And a job with quorum 2 is voting on web1 and web2

  Rule: the first answer of a node is its vote

    Scenario Outline: a node that has not voted <does>
      When web1 <does>
      And web2 says ack_commit
      Then the feed says of web1: <events>
      And web1 is <status> in the job

      Examples:
        | does             | events                    | status      |
        | says ack_commit  | quorum_vote success       | ready       |
        | says nack_commit | quorum_vote failure       | nacked      |
        | says ack_run     | rehab                     | unavailable |
        | says nack_run    | rehab                     | unavailable |
        | says succeeded   | rehab                     | unavailable |
        | says failed      | rehab                     | unavailable |
        | says aborted     | rehab                     | unavailable |
        | goes down        | quorum_vote down, rehab   | unavailable |

  Rule: a node that has voted yes keeps its vote only as long as it says nothing else

    Scenario Outline: a ready node <does>
      Given web1 has voted yes
      When web1 <does>
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success, <events>
      And web1 is <status> in the job

      Examples:
        | does             | events                               | status      |
        | says ack_commit  | quorum_vote unexpected_commit        | ready       |
        | says nack_commit | rehab, quorum_vote lost_availibility | unavailable |
        | says ack_run     | rehab                                | unavailable |
        | says nack_run    | rehab                                | unavailable |
        | says succeeded   | rehab                                | unavailable |
        | says failed      | rehab                                | unavailable |
        | says aborted     | rehab                                | unavailable |
        | goes down        | quorum_vote down, rehab              | unavailable |

  Rule: a node that is out of the vote is made to drop everything, whatever it says

    Scenario Outline: a node that has voted no <does>
      Given web1 has voted no
      When web1 <does>
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote failure, <events>
      And web1 is nacked in the job

      Examples:
        | does             | events                                      |
        | says ack_commit  | rehab, quorum_vote client_died_while_voting |
        | says nack_commit | rehab, quorum_vote client_died_while_voting |
        | says ack_run     | rehab                                       |
        | says nack_run    | rehab                                       |
        | says succeeded   | rehab                                       |
        | says failed      | rehab                                       |
        | says aborted     | rehab                                       |
        | goes down        | quorum_vote down, rehab                     |
