@should @needs:feeds
Feature: Nodes that are slow, and nodes that are silent

  Rule: a slow node succeeds like a fast one as long as it is in time

    @NODES-001
    Scenario Outline: a node that <is slow> succeeds
      Given web1 <is slow>
      And web2 and web3 are healthy
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1, web2 and web3 run the next job
      And web1, web2 and web3 were not disturbed

      Examples:
        | is slow                                     |
        | votes late                                  |
        | starts the command late                     |
        | ends the command late                       |
        | answers abort late                          |
        | takes a constant time to answer             |
        | takes a time to answer that varies evenly   |
        | takes a time to answer that varies around a mean |
        | takes a time to answer that is seldom long  |

    @NODES-002
    Scenario: a node that votes too late is out of the job and is told to abort
      Given web1 votes too late
      And web2 and web3 are healthy
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And the feed says of web1: quorum_vote voting_timeout
      And web1 is unavailable in the job
      And web2 is was_ready in the job
      And web1 votes at last, and is told to abort
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

  Rule: a silent node delays a job until its timeout and no longer

    @NODES-003
    Scenario Outline: a job with a node that <keeps silent> ends as <end>
      Given web1 <keeps silent>
      And web2 and web3 are healthy
      When a job with a run timeout of 1 second is started on web1 and web2
      Then the job ends as <end>
      And the feed says of web1: <events>
      And web1 is <status> in the job
      And web2 is <other status> in the job
      And web1, web2 and web3 run the next job
      And web3 was not disturbed

      Examples:
        | keeps silent           | end           | status      | other status | events                         |
        | never votes            | quorum_failed | unavailable | was_ready    | quorum_vote voting_timeout     |
        | never acks the run     | timed_out     | timed_out   | succeeded    | quorum_vote success            |
        | never ends its command | timed_out     | timed_out   | succeeded    | quorum_vote success, run_start |
