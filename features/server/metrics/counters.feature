@extension @needs:metrics
Feature: The server counts what happens
  # On a server of their own where numbers count: on a shared one, nodes and jobs of scenarios that are over still end.
  # In the form of Prometheus; what is refused has a counter for each reason: features/server/refusals

  Rule: every message of a node is counted by its type, whatever it does to the job

    # whoever says aborted before it is told to abort is told so, and says it again
    @METRICS-010 @needs:own-server
    Scenario Outline: the message <type> of a node whose job is <what> is counted
      Given a server of its own
      And web1 and web2 answer by hand
      And a job is <what> on web1 and web2
      And the counters have been noted
      When web1 says <type>
      Then messages.<type> has grown by <by>
      And nothing was refused
      And web1 and web2 run the next job

      Examples:
        | what    | type        | by |
        | running | ack_commit  | 1  |
        | running | nack_commit | 1  |
        | running | ack_run     | 1  |
        | running | nack_run    | 1  |
        | running | succeeded   | 1  |
        | running | failed      | 1  |
        | running | aborted     | 2  |

    @METRICS-002 @needs:own-server
    Scenario: every heartbeat of a node is counted
      Given a server of its own
      And web1 is healthy
      And the counters have been noted
      When web1 has sent 3 more heartbeats
      Then messages.heartbeat has grown by 3 or more

  Rule: every message of the server is counted by its type

    @METRICS-003 @needs:own-server
    Scenario: each message of a job on one node is counted once
      Given a server of its own
      And web1 is healthy
      And the counters have been noted
      When a job is started on web1
      Then the job ends as complete
      And sent.commit has grown by 1
      And sent.run has grown by 1
      And messages.ack_commit has grown by 1
      And messages.ack_run has grown by 1
      And messages.succeeded has grown by 1
      And messages.failed has grown by 0

    @METRICS-004 @needs:own-server
    Scenario: the ack of a node that reconnects is counted
      Given a server of its own
      And web1 is healthy
      And the counters have been noted
      When web1 connects anew and is told that the server knows it
      Then sent.ack has grown by 1
      And sent.abort has grown by 0

  Rule: jobs are counted by the statuses that they enter

    @METRICS-005 @needs:own-server
    Scenario: jobs that end in different ways are counted by their statuses
      Given a server of its own
      And web1 is healthy
      And web2 is busy
      And web3 never ends its command
      And the counters have been noted
      And a job on web1 has ended as complete
      And a job on web2 has ended as quorum_failed
      And a job on web1 and ghost has ended as quorum_failed
      When a job with a run timeout of 0 seconds is started on web3
      Then the job ends as timed_out
      And jobs.voting has grown by 4
      And jobs.running has grown by 2
      And jobs.complete has grown by 1
      And jobs.quorum_failed has grown by 2
      And jobs.timed_out has grown by 1
      And jobs.crashed has grown by 0

  Rule: nodes and jobs are counted by their current state

    @METRICS-006 @needs:own-server
    Scenario: idle nodes, nodes in rehab, voting jobs and running jobs are counted
      Given a server of its own
      And web1 and web2 answer by hand
      And web3 never answers abort
      And web3 is shown as up, and in rehab
      And a job is running on web2
      When a job with quorum 2 is voting on web1
      Then the metrics come to show:
        | metric                                           | value |
        | push_harness_nodes{state="idle"}                 | 2     |
        | push_harness_nodes{state="rehab"}                | 1     |
        | push_harness_jobs_in_progress{status="voting"}   | 1     |
        | push_harness_jobs_in_progress{status="running"}  | 1     |

    @METRICS-011 @needs:own-server
    Scenario: a node that dies and comes back is counted in each state that it enters
      Given a server of its own
      And web1 is healthy
      And the counters have been noted
      And web1 has died and is shown as down
      When web1 is started again
      Then node_changes.idle has grown by 1
      And node_changes.rehab has grown by 1
      And node_changes.down has grown by 1

    @METRICS-012 @needs:own-server @needs:encryption @needs:counters
    Scenario: admitted and rejected connections are counted
      Given a server of its own
      And the counters have been noted
      And web1 is healthy
      And web2 has fetched its configuration
      When web2 connects with a key that it has not announced
      Then the server refuses the connection as unknown_key
      And zap.unknown_key has grown by 1 or more
      And zap.admitted has grown by 1 or more

  Rule: durations and the resources of the server are measured

    @METRICS-007
    Scenario Outline: the time that it takes <what> is measured
      Given web1 is healthy
      And a job on web1 has ended as complete
      When admin asks for the metrics
      Then they show <metric>, and more than nothing was measured

      Examples:
        | what                                   | metric                             |
        | to verify a message                    | push_harness_verify_seconds        |
        | to store what happened                 | push_harness_store_commit_seconds  |
        | to run a job                           | push_harness_job_duration_seconds  |

    @METRICS-008
    Scenario Outline: the server measures <what>
      When admin asks for the metrics
      Then they show <metric>

      Examples:
        | what                      | metric                                              |
        | the delay of the process  | push_harness_event_loop_delay_seconds{quantile="1"} |
        | its memory                | push_harness_resident_bytes                         |
        | its time                  | push_harness_cpu_seconds{mode="user"}               |

  Rule: metrics are text in the form of Prometheus

    @METRICS-009
    Scenario: every metric has an explanation and a type
      When admin asks for the metrics
      Then every line is of a metric that is explained and has a type
