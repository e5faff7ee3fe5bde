@should @needs:feeds @needs:chef-api
Feature: Nodes in several processes

  Rule: nodes behave the same in one process and in several

    @SCALE-009
    Scenario: twelve nodes answer the same in one process and in three
      When 12 nodes that may fail run two jobs in one process, and again in 3 processes
      Then each of them has answered the same both times
