@should @needs:feeds
Feature: Nodes that come and go

  Rule: a node that went down and comes back is available again

    @NODES-009
    Scenario: a node that comes and goes runs the next job
      Given web1 comes and goes
      And web2 is healthy
      When web1 comes to be shown as down
      Then web1 comes to be shown as up
      And web1 and web2 run the next job
      And web2 was not disturbed

    @NODES-010
    Scenario: a node whose machine reboots during a run has crashed and runs the next job
      Given web1 reboots when it runs a command
      And web2 and web3 are healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And the feed says of web1: quorum_vote success, run_start, rehab, run_complete crashed
      And web1 is crashed in the job
      And web1 has come back in another life
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

  Rule: a new connection does not make a new incarnation

    @NODES-011
    Scenario: a node that fetches its configuration all the time runs the next job
      Given web1 configures anew all the time
      And web2 is healthy
      When web1 is told 3 times that the server knows it
      Then web1 configures anew for the last time
      And web1 and web2 run the next job
      And web1 and web2 were not disturbed

    @NODES-012
    Scenario: nodes that reconnect at the same instant run the next job
      Given web1, web2 and web3 connect anew with all others
      And web4 is healthy
      When web1, web2 and web3 are told 2 times that the server knows them
      Then web1, web2, web3 and web4 run the next job
      And web4 was not disturbed

  Rule: a node that comes late runs jobs like one that came in time

    @NODES-013
    Scenario Outline: a node that <starts> misses one job and runs the next
      Given web2 and web3 are healthy
      And web1 <starts>
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the feed says of web1: quorum_vote down, rehab
      And web1 comes to be shown as up
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | starts                                      |
        | starts without a network                    |
        | starts without a way to the command socket  |
