@should @needs:feeds
Feature: Faults of a fleet's network

  Rule: a fault that hits nobody changes nothing

    @SCALE-007
    Scenario: every kind of fault at 0 % leaves the results of jobs unchanged
      Given a fleet of 12 nodes that often fail
      When it runs two jobs, and then the same over a network whose faults hit 0 % of it
      Then the nodes have answered the same
      And the jobs have ended the same

  Rule: a fault hits a share of the nodes, and leaves the others alone

    @SCALE-008
    Scenario Outline: the network <what> two of eight nodes, and the other six complete a job
      Given a fleet of 8 healthy nodes, and a network that <what> a quarter of it
      When the fault begins
      Then a job on the others ends as complete
      And node1 comes to be shown as down
      And node2 comes to be shown as down
      And the fault is over
      And a job on all of them ends as complete

      Examples:
        | what                   |
        | holds back             |
        | loses all words of     |
        | refuses                |
        | forgets connections of |
