@should @needs:feeds
Feature: Nodes whose heartbeats do not come as they should
  # protocol §5, "Down detection": what counts is how many came over several intervals

  Rule: a node whose heartbeats come often enough is up

    @NODES-111
    Scenario Outline: it <sends them otherwise>
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

  Rule: a node of which too few come is down, and up again when they do

    @NODES-051
    Scenario: it loses two in three, and then none
      Given web1 and web2 are healthy
      And web1 loses two heartbeats in three
      When web1 comes to be shown as down
      Then web1 and web2 run the next job
      And web2 was not disturbed
