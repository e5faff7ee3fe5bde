@must @doc:job @needs:feeds
Feature: The status of a job and of each of its nodes
  # seeds: API, "jobs/ID", GET: the values of `status` and of `nodes`; protocol §2 and §6
  # the words of the documentation are fewer than the server's own: which stands for which is said in one place

  Rule: while a job is voting its nodes are new, ready or out

    @JOBS-046
    Scenario: a voting job shows which nodes have answered
      Given web1, web2 and web3 answer by hand
      And a job with quorum 4 is voting on web1, web2, web3
      And web1 has voted yes
      When web2 has voted no
      Then the job is shown as voting
      And the job shows its nodes as:
        | node | status |
        | web1 | ready  |
        | web2 | nacked |
        | web3 | new    |

  Rule: while a job is running its nodes are ready, running or ended

    @JOBS-047
    Scenario: a running job shows which nodes are ready, run and have ended
      Given web1, web2, web3 and web4 answer by hand
      And a job is running on web1, web2, web3 and web4
      And web2, web3 and web4 have started the command
      And web3 has succeeded
      When web4 has failed
      Then the job is shown as running
      And the job shows its nodes as:
        | node | status    |
        | web1 | ready     |
        | web2 | running   |
        | web3 | succeeded |
        | web4 | failed    |

  Rule: a job that has ended shows what became of every node

    @JOBS-048
    Scenario: a complete job shows nodes that succeeded, failed, crashed and voted no
      Given web1, web2, web3 and web4 answer by hand
      And a job with quorum 3 is voting on web1, web2, web3 and web4
      And web4 has voted no
      And web1, web2 and web3 have voted yes
      And web1, web2 and web3 have started the command
      And web1 has succeeded
      And web2 has failed
      When web3 goes down
      Then the job ends as complete
      And the job shows its nodes as:
        | node | status    |
        | web1 | succeeded |
        | web2 | failed    |
        | web3 | crashed   |
        | web4 | nacked    |

    @JOBS-049
    Scenario: a job that failed its quorum shows nodes that were ready, voted no and were unavailable
      Given web1 and web2 are healthy
      And web3 is busy
      When a job is started on web1, web2, web3 and ghost
      Then the job ends as quorum_failed
      And the job shows its nodes as:
        | node  | status      |
        | web1  | was_ready   |
        | web2  | was_ready   |
        | web3  | nacked      |
        | ghost | unavailable |

    @JOBS-050
    Scenario: a job that timed out shows nodes that succeeded and timed out
      Given web1 is healthy
      And web2 never ends its command
      And web3 never acks the run
      When a job with a run timeout of 1 second is started on them
      Then the job ends as timed_out
      And the job shows its nodes as:
        | node | status    |
        | web1 | succeeded |
        | web2 | timed_out |
        | web3 | timed_out |

    @JOBS-051 @needs:restart
    Scenario: a job that crashed in a restart shows nodes that had succeeded and were ready
      Given web1 and web2 answer by hand
      And a job is running on web1 and web2
      And web1 has started the command
      And web1 has succeeded
      When the server is restarted
      Then the job is shown as crashed
      And the job shows its nodes as:
        | node | status    |
        | web1 | succeeded |
        | web2 | was_ready |
