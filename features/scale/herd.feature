@should @needs:feeds
Feature: Many nodes that do the same at the same instant

  Rule: a herd is taken up as every single node is

    @SCALE-006
    Scenario: all connect anew at once, and again
      Given 50 nodes connect anew at the same instant, again and again
      When all of them are told 2 times that the server knows them
      Then all of them come to run a job
