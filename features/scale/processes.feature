@should @needs:feeds @needs:chef-api
Feature: Nodes in several processes

  Rule: which process a node lives in changes nothing of what it does

    @SCALE-009
    Scenario: one process, and again three
      When 12 nodes that may fail run two jobs in one process, and again in 3 processes
      Then each of them has answered the same both times
