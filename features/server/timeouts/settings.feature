@should @needs:feeds @needs:own-server
Feature: The limits of a server are configurable
  # protocol §3 and §4: nodes are told in their configuration

  Rule: the allowed clock skew of nodes is configurable

    @TIMEOUTS-009 @needs:counters
    Scenario: a message of two minutes ago is rejected where one minute is allowed
      Given a server that lets clocks be off by a minute
      And web1 and web2 are healthy
      When web1 sends a heartbeat with a timestamp of two minutes ago
      Then the server refuses it as bad_timestamp
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @TIMEOUTS-010
    Scenario: a message of two minutes ago is accepted by default
      Given a server of its own
      And web1 and web2 are healthy
      When web1 sends a heartbeat with a timestamp of two minutes ago
      Then web1 and web2 run the next job
      And web1 and web2 were not disturbed

  Rule: the maximum length of a message is configurable

    @TIMEOUTS-011 @needs:capture
    Scenario Outline: a command writes <bytes> bytes where messages have at most 10,000, and <what is there>
      Given a server that takes messages of 10,000 bytes
      And web1 runs real commands
      When the job `head -c <bytes> /dev/zero | tr '\0' x` is started on web1 with its output captured
      Then the job ends as complete
      And web1 is succeeded in the job
      And <what is there>
      And web1 runs the next job
      And web1 was not disturbed

      Examples:
        | bytes | what is there                       |
        | 9000  | the stdout of web1 is 9000 times "x" |
        | 10000 | there is no stdout of web1          |
