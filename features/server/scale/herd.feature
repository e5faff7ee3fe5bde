@should @needs:feeds
Feature: Many nodes that do the same at the same instant

  Rule: nodes that reconnect at once are accepted like single nodes

    @SCALE-006
    Scenario: fifty nodes that reconnect at the same instant run a job
      Given a server that has time for 50 nodes
      And 50 nodes connect anew at the same instant, again and again
      When all of them are told 2 times that the server knows them
      Then all of them come to run a job
