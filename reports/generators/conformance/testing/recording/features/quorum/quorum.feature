@documented @shipped
Feature: What a quorum is

  Rule: a job runs when as many nodes are ready as the quorum says

    @QUORUM-001 @must @doc:jobs-post
    Scenario: every node of the job is ready
      Given web1 is healthy
      When a job with quorum 1 is started on web1
      Then the job ends as complete

    @QUORUM-002 @must @doc:jobs-post
    Scenario: a node that says no is not ready
      Given web1 is busy
      When a job with quorum 1 is started on web1
      Then the job ends as quorum_failed

    @QUORUM-003 @should
    Scenario: the feed says who voted
      Given web1 is healthy
      When a job with quorum 1 is started on web1
      Then the feed is:
        | event            | node |
        | start            |      |
        | quorum_vote      | web1 |
        | quorum_succeeded |      |

  Rule: a quorum is a whole number

    @QUORUM-004 @must @doc:jobs-post
    Scenario Outline: a quorum of <quorum>
      When a job with quorum <quorum> is started on web1
      Then the answer is <status>

      Examples: numbers
        | quorum | status |
        | 0      | 201    |
        | 1      | 201    |

      Examples: no numbers
        | quorum | status |
        | "one"  | 400    |
        | 1.5    | 400    |
