@must @doc:output @needs:feeds @needs:capture
Feature: Output is available from the end of a node's run on
  # seeds: API, "jobs/ID/output/NODE_NAME/CHANNEL"; protocol §2 and §6

  Background:
    Given web1 and web2 answer by hand
    And a job that captures output has started its command on web1 and web2

  Rule: output is available when the node's own run is over, neither sooner nor later

    @OUTPUT-006
    Scenario: there is no output of a node while it runs
      When admin asks for "jobs/{job}/output/{web1}/stdout" accepting "application/octet-stream"
      Then the answer is 404
      And the answer has an error body
      And there is no stderr of web1

    @OUTPUT-007
    Scenario Outline: the output of a node that <ends> is available while the job goes on
      When web1 <ends> with the stdout "out" and the stderr "err"
      Then the stdout of web1 is "out"
      And the stderr of web1 is "err"
      And there is no stdout of web2
      And the job is shown as running

      Examples:
        | ends     |
        | succeeds |
        | fails    |

    @OUTPUT-008
    Scenario: the output of every node is available when the job has ended
      Given web1 succeeds with the stdout "one" and the stderr ""
      When web2 fails with the stdout "" and the stderr "two"
      Then the job ends as complete
      And the stdout of web1 is "one"
      And the stderr of web1 is ""
      And the stdout of web2 is ""
      And the stderr of web2 is "two"

    @OUTPUT-009 @waits:memory
    Scenario: the output of every node is available when the job has left memory
      Given web1 succeeds with the stdout "one" and the stderr ""
      And web2 fails with the stdout "" and the stderr "two"
      When the job is no longer in memory
      Then the stdout of web1 is "one"
      And the stderr of web1 is ""
      And the stdout of web2 is ""
      And the stderr of web2 is "two"

    @OUTPUT-010
    Scenario: a node that went down or refused to run has no output
      Given web1 goes down
      When web2 says nack_run
      Then the job ends as complete
      And there is no stdout of web1
      And there is no stdout of web2

    @OUTPUT-011 @needs:restart
    Scenario: the output of every node is available after a restart of the server
      Given web1 succeeds with the stdout "o\0\n" and the stderr ""
      And web2 fails with the stdout "" and the stderr "ü"
      And the job has ended as complete
      When the server has been restarted
      Then the stdout of web1 is "o\0\n"
      And the stderr of web1 is ""
      And the stdout of web2 is ""
      And the stderr of web2 is "ü"

    @OUTPUT-012 @needs:restart
    Scenario: the output of a node that had ended is available after a restart in the middle of the job
      Given web1 succeeds with the stdout "out" and the stderr "err"
      When the server has been restarted
      Then the job is shown as crashed
      And the stdout of web1 is "out"
      And the stderr of web1 is "err"
      And there is no stdout of web2
