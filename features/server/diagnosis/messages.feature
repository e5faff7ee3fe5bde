@extension @needs:diagnosis @needs:organisations
Feature: Why a node that was up is not available

  Rule: a rejected message is reported with the reason

    @DIAGNOSIS-013 @needs:counters @needs:own-server
    Scenario Outline: a node that sends everything with <what> is reported with that fault
      Given a server of its own
      And web1 is healthy
      When web1 sends everything with <what>
      Then the server refuses messages as <reason>
      And the diagnosis of web1 is down: "<sentence>"

      Examples:
        | what                         | reason          | sentence                                                                               |
        | one frame                    | frame_count     | A message of web1 was refused: it had not two frames.                                  |
        | a header of 2049 bytes       | header_too_long | A message of web1 was refused: its header was too long.                                |
        | a header that cannot be read | bad_header      | A message of web1 was refused: its header could not be read.                           |
        | an unknown version           | bad_version     | A message of web1 was refused: it was of an unknown protocol version.                  |
        | an unknown method            | bad_method      | A message of web1 was refused: it was signed in a way that is not allowed here.        |
        | a wrong signature            | bad_signature   | A message in the name of web1 was signed with a key that is not its session key.       |
        | a body of 65537 bytes        | body_too_long   | A message of web1 was refused: its body was longer than max_body_size.                 |
        | a body cut short             | bad_json        | A message of web1 was refused: its body was no JSON.                                   |
        | no sequence                  | bad_field       | A message of web1 was refused: a field was missing or wrong.                           |
        | an unknown type              | unknown_type    | A message of web1 was refused: it was of an unknown type.                              |
        | a timestamp of an hour ago   | bad_timestamp   | A message of web1 was refused: its timestamp is too far from the server's clock.       |

  Rule: missing and late heartbeats are reported

    @DIAGNOSIS-014 @waits:silence
    Scenario: a node that dies is reported with its missing heartbeats
      Given web1 is healthy
      When web1 dies
      Then the diagnosis of web1 is down: "web1 was up, and then its heartbeats stopped."

    @DIAGNOSIS-015 @needs:own-server
    Scenario: a node with late heartbeats is reported as available with late heartbeats
      Given a server that is slow to give nodes up
      And web1 is healthy
      When web1 stands still
      Then the diagnosis of web1 is available: "web1 is available, but its heartbeats come late."

  Rule: a node that has not answered an abort is reported as in rehab

    @DIAGNOSIS-016 @needs:own-server
    Scenario: a node that was told to abort a moment ago is reported as not having answered yet
      Given a server that is slow to repeat itself
      When web1 is deaf
      Then the diagnosis of web1 is rehab: "web1 was told a moment ago to drop what it does and has not answered yet."

    @DIAGNOSIS-017
    Scenario: a node that never answers an abort is reported as not answering
      When web1 is deaf
      Then the diagnosis of web1 is rehab: "web1 heartbeats, but does not answer the abort that the server sends again and again."

  Rule: two processes with one node name are reported

    @DIAGNOSIS-018
    Scenario: two processes that connect as one node are reported as pushing each other out
      Given web1 is healthy
      When another process says that it is web1
      Then both processes of web1 are told to abort over and over
      And the diagnosis of web1 is rehab: "Two processes say that they are web1 and push each other out."

  Rule: a node without problems has a diagnosis too

    @DIAGNOSIS-019
    Scenario: a healthy node is reported as available
      When web1 is healthy
      Then the diagnosis of web1 is available: "web1 is available: it answers, and its heartbeats are on time."
