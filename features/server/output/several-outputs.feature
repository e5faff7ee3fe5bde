@may @shipped @needs:feeds @needs:capture
Feature: Output that comes at the wrong time is not stored
  # protocol §10, early-output and first-output-wins

  Background:
    Given web1 and web2 answer by hand

  Rule: of two outputs of one node for one job the first stays

    @OUTPUT-031
    Scenario: a node that sends its output a second time is sent to rehab, and its first output stays
      Given a job that captures output has started its command on web1 and web2
      And web1 succeeds with the stdout "first" and the stderr ""
      When web1 succeeds with the stdout "second" and the stderr ""
      Then the feed says of web1: quorum_vote success, run_start, run_complete success, rehab, run_complete client_died_while_running
      And the stdout of web1 is "first"

  Rule: output that comes while the job votes is not stored

    @OUTPUT-032
    Scenario: a node that sends its output before it has voted is out of the job, and its output is not stored
      Given a job with quorum 1 is voting on web1 and web2
      When web1 sends the stdout "early" before it has voted
      And web2 says ack_commit
      Then the feed says of web1: rehab
      And there is no stdout of web1
      And there is no stderr of web1
