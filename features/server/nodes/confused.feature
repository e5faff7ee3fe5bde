@should @needs:feeds
Feature: Nodes that send answers that do not fit
  # the same cells as in features/server/quorum and features/server/jobs, by nodes that do it of themselves in every job

  Rule: a vote counts as long as no other answer contradicts it

    # web2 keeps the vote open until web1 has said it all
    @NODES-032
    Scenario Outline: a node that votes "<what>" has the status <status> in the job
      Given web1 is confused: <does>
      And web2 votes late
      And web3 is healthy
      When a job is started on web1 and web2
      Then the job ends as <end>
      And web1 is <status> in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | what                   | does                    | end           | status      |
        | yes, then no           | nack_after_ack          | quorum_failed | unavailable |
        | yes, twice             | double_ack_commit       | complete      | succeeded   |
        | yes, and that it runs  | run_answer_while_voting | quorum_failed | unavailable |
        | yes, and that it ended | result_while_voting     | quorum_failed | unavailable |
        | yes, and that it quit  | aborted_while_voting    | quorum_failed | unavailable |

    @NODES-033
    Scenario: a node that votes "no, then yes" is nacked in the job
      Given web1 is busy, and confused: ack_after_nack
      And web2 votes late
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And web1 is nacked in the job
      And the feed says of web1: quorum_vote failure, rehab, quorum_vote client_died_while_voting
      And web1 and web2 run the next job

    @NODES-115
    Scenario: a fickle node is lost to one job after the other
      Given web1 is fickle
      And web2 votes late
      And a job on web1 and web2 has ended as quorum_failed
      When a job with quorum 1 is started on web1 and web2
      Then the job ends as complete
      And the feed says of web1: quorum_vote success, rehab, quorum_vote lost_availibility
      And web1 is unavailable in the job
      And web2 is succeeded in the job
      And web1 and web2 run the next job

  Rule: a run counts as long as each answer is expected

    @NODES-034
    Scenario Outline: a node that is told to run and <what> has the status <status> in the job
      Given web1 is confused: <does>
      And web2 is healthy
      And web3 is healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 is <status> in the job
      And web2 is succeeded in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | what                         | does                   | status    |
        | refuses to run               | nack_run               | failed    |
        | has quit instead             | aborted_on_run         | crashed   |
        | votes instead                | vote_on_run            | crashed   |
        | has succeeded before it ran  | result_before_ack_run  | crashed   |
        | has failed before it ran     | failure_before_ack_run | crashed   |
        | starts twice                 | double_ack_run         | succeeded |
        | votes while it runs          | vote_while_running     | crashed   |
        | refuses to run while it runs | nack_run_while_running | failed    |
        | quits while it runs          | aborted_while_running  | crashed   |
        | starts again at its end      | ack_run_after_end      | succeeded |
        | refuses to run at its end    | nack_run_after_end     | succeeded |
        | succeeds twice               | double_result          | succeeded |

  Rule: an answer that does not name a job of the node is no vote

    # what it is told to drop for that is the job, and that it says
    @NODES-035
    Scenario Outline: a node whose votes name <what> goes to rehab
      Given web1 is confused: <does>
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the feed says of web1: rehab
      And web1 is unavailable in the job
      And web2 is was_ready in the job
      And web1 and web2 run the next job

      Examples:
        | what                      | does         |
        | a job that does not exist | wrong_job_id |
        | no job                    | null_job_id  |

    @NODES-036 @needs:counters
    Scenario Outline: a vote with <what> is rejected as <reason>
      Given web1 is confused: <does>
      And web2 is healthy
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the server refuses it as <reason>
      And the feed says of web1: quorum_vote voting_timeout
      And web1 is unavailable in the job
      And web1 and web2 run the next job

      Examples:
        | what                   | does         | reason       |
        | an id that is too long | long_job_id  | bad_field    |
        | a type that is none    | unknown_type | unknown_type |

  Rule: a node that answers an abort has dropped its job, whatever job it names

    @NODES-037
    Scenario: a node may answer an abort with the id of another job
      Given web1 is confused: wrong_job_id_when_aborted
      When a job is started on web1
      Then the job ends as complete
      And web1 was not disturbed

  Rule: the server believes a heartbeat that names a job

    @NODES-038
    Scenario: a node whose heartbeats name a job that does not exist is told to abort
      Given web1 heartbeats with a job that does not exist
      And web2 is healthy
      When web1 is told to abort 3 times
      Then web1 and web2 run the next job
      And web2 was not disturbed
