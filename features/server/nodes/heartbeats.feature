@should @needs:feeds
Feature: Nodes with irregular heartbeats
  # protocol §5, "Down detection": what counts is how many came over several intervals

  Rule: a node whose heartbeats come often enough is up

    @NODES-111
    Scenario Outline: a node that <sends them otherwise> stays up
      Given web1 <sends them otherwise>
      And web2 is healthy
      And web1 has sent 8 more heartbeats
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job
      And web1 and web2 were not disturbed

      Examples:
        | sends them otherwise           |
        | sends its heartbeats late      |
        | sends its heartbeats in bursts |

  Rule: a node with too few heartbeats is down until enough of them come

    @NODES-051
    Scenario: a node that loses two heartbeats in three is down until it loses none
      Given web1 and web2 are healthy
      And web1 loses two heartbeats in three
      When web1 comes to be shown as down
      Then web1 and web2 run the next job
      And web2 was not disturbed
