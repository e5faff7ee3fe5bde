@needs:counters
Feature: Invalid messages are dropped
  # protocol §4: each with one log line and a counter, never an answer

  Background:
    Given web1 and web2 are healthy

  @should
  Rule: a message with invalid frames, signature or timestamp is dropped

    @REFUSALS-022 @needs:feeds
    Scenario Outline: a heartbeat with <what> is dropped as <reason>
      When web1 sends a heartbeat with <what>
      Then the server refuses it as <reason>
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

      Examples:
        | what                         | reason          |
        | one frame                    | frame_count     |
        | three frames                 | frame_count     |
        | a header of 2049 bytes       | header_too_long |
        | an empty header              | bad_header      |
        | a header that cannot be read | bad_header      |
        | an unknown version           | bad_version     |
        | an unknown method            | bad_method      |
        | a wrong signature            | bad_signature   |
        | a body changed on the way    | bad_signature   |
        | a body of 65537 bytes        | body_too_long   |
        | a timestamp of an hour ago   | bad_timestamp   |
        | a timestamp in an hour       | bad_timestamp   |
        | a timestamp just too old     | bad_timestamp   |
        | a timestamp just too young   | bad_timestamp   |

  @should
  Rule: a message with an invalid body is dropped even when it is signed correctly

    @REFUSALS-023 @needs:feeds
    Scenario Outline: a message with <what> is dropped as <reason>
      When web1 says ack_commit with <what>
      Then the server refuses it as <reason>
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

      Examples:
        | what                      | reason       |
        | an empty body             | bad_json     |
        | a body cut short          | bad_json     |
        | a list for a body         | bad_field    |
        | no sequence               | bad_field    |
        | a job id of 65 characters | bad_field    |
        | an unknown type           | unknown_type |
        | the type of a command     | unknown_type |

  @extension
  Rule: every dropped message is logged

    @REFUSALS-024 @needs:log
    Scenario: the log has the reason and the sender of a dropped message
      When web1 sends a heartbeat with a timestamp of an hour ago
      Then the server refuses it as bad_timestamp
      And the log says of the refusal: bad_timestamp, by web1
