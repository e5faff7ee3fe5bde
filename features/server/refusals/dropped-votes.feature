@needs:feeds
Feature: An invalid vote does not count
  # protocol §4: dropped, and never answered. What is dropped cannot be seen from outside; that it changed nothing can: a node
  # that has voted no is lost to the job, and its yes afterwards would send it to rehab

  Background:
    Given web1 and web2 answer by hand
    And a job with quorum 2 is voting on web1 and web2

  @must
  Rule: a vote counts only with a valid signature and timestamp

    @REFUSALS-026
    Scenario Outline: a no vote with <what> does not count, and the yes after it does
      When web1 says nack_commit about the job with <what>, to be dropped as <reason>
      And web1 says ack_commit
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success
      And web1 is ready in the job

      Examples:
        | what                       | reason        |
        | a wrong signature          | bad_signature |
        | a body changed on the way  | bad_signature |
        | a timestamp of an hour ago | bad_timestamp |
        | a timestamp in an hour     | bad_timestamp |

  @should
  Rule: a vote counts only in the form of the protocol

    @REFUSALS-027
    Scenario Outline: a no vote with <what> does not count, and the yes after it does
      When web1 says nack_commit about the job with <what>, to be dropped as <reason>
      And web1 says ack_commit
      And web2 says ack_commit
      Then the feed says of web1: quorum_vote success
      And web1 is ready in the job

      Examples:
        | what                   | reason          |
        | three frames           | frame_count     |
        | a header of 2049 bytes | header_too_long |
        | an unknown version     | bad_version     |
        | an unknown method      | bad_method      |
        | a body of 65537 bytes  | body_too_long   |
