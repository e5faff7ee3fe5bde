@should @needs:counters
Feature: Nodes that send invalid messages beside valid ones

  @needs:own-server
  Rule: a damaged message changes nothing, and the valid one after it counts

    Background:
      Given a server of its own

    @REFUSALS-009 @needs:diagnosis
    Scenario: every kind of damaged message is dropped, and the nodes that send them succeed
      Given nodes that send a damaged message before each good one:
        | damage          | refused as            |
        | bad_signature   | bad_signature         |
        | changed_body    | bad_signature         |
        | one_frame       | frame_count           |
        | three_frames    | frame_count           |
        | empty_header    | bad_header            |
        | bad_header      | bad_header            |
        | long_header     | header_too_long       |
        | bad_version     | bad_version           |
        | bad_method      | bad_method            |
        | long_body       | body_too_long         |
        | bad_json        | bad_json              |
        | no_object       | bad_field             |
        | empty_body      | bad_json              |
        | no_sequence     | bad_field             |
        | stale           | bad_timestamp         |
        | future          | bad_timestamp         |
        | unknown_type    | unknown_type          |
      And web1 is healthy
      When a job is started on them
      Then the job ends as complete
      And all of them have succeeded, undisturbed
      And the server has refused what each of them damaged

    @REFUSALS-010
    # a second yes counts while the vote is open: web2 sees to that
    Scenario Outline: messages that <what> are accepted
      Given web1 sends all its messages with <damage>
      And web2 votes late
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 run the next job
      And web2 was not disturbed

      Examples:
        | what                | damage            |
        | come twice          | replayed          |
        | repeat their number | repeated_sequence |

  @needs:own-server
  Rule: a node that sends messages only in the name of another is ignored

    Background:
      Given a server of its own

    @REFUSALS-011
    Scenario: messages in the name of a node that exists are rejected
      Given web2 is healthy
      When web1 speaks only in the name of web2
      Then the server refuses messages as bad_signature
      And web2 runs the next job
      And the server lists web2 and no other node
      And web2 was not disturbed

    @REFUSALS-012
    Scenario: messages in the name of a node that does not exist are rejected
      Given web2 is healthy
      When web1 speaks only in the name of ghost
      Then the server refuses messages as unknown_sender
      And web2 runs the next job
      And the server lists web2 and no other node
      And web2 was not disturbed

  @needs:own-server
  Rule: the clock of a node may be wrong by less than five minutes

    Background:
      Given a server of its own

    @REFUSALS-013
    Scenario Outline: a node whose clock is <minutes> minutes <off> succeeds
      Given web1 has a clock that is <minutes> minutes <off>
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 were not disturbed

      Examples:
        | minutes | off  |
        | 4       | fast |
        | 4       | slow |

    @REFUSALS-014
    Scenario Outline: all messages of a node whose clock is <minutes> minutes <off> are rejected
      Given web1 starts with a clock that is <minutes> minutes <off>
      And web2 is healthy
      When the server refuses messages as bad_timestamp
      Then the server lists web2 and no other node
      And web2 runs the next job
      And web2 was not disturbed

      Examples:
        | minutes | off  |
        | 6       | fast |
        | 6       | slow |

  Rule: a dropped vote does not count

    @REFUSALS-025 @needs:diagnosis
    Scenario: every kind of damaged vote is dropped, and the nodes that send them are unavailable
      Given nodes whose votes are damaged:
        | damage          | refused as            |
        | bad_signature   | bad_signature         |
        | changed_body    | bad_signature         |
        | one_frame       | frame_count           |
        | three_frames    | frame_count           |
        | empty_header    | bad_header            |
        | bad_header      | bad_header            |
        | long_header     | header_too_long       |
        | bad_version     | bad_version           |
        | bad_method      | bad_method            |
        | long_body       | body_too_long         |
        | bad_json        | bad_json              |
        | no_object       | bad_field             |
        | empty_body      | bad_json              |
        | no_sequence     | bad_field             |
        | stale           | bad_timestamp         |
        | future          | bad_timestamp         |
        | unknown_type    | unknown_type          |
      And web1 and web2 are healthy
      When a job with quorum 1 is started on them
      Then the job ends as complete
      And those nodes did not vote, and are unavailable in the job
      And web1 and web2 are succeeded in the job
      And the server has refused what each of them damaged
      And all of them come to run a job
      And web1 and web2 were not disturbed
