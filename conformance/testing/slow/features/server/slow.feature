Feature: A judge that is held up

  @SLOW-001 @must
  Scenario: a delay that overlaps the failure, and not the next time
    When the judge stands still while it waits, the first time
    Then it was in time

  @SLOW-002 @must
  Scenario: a delay that overlaps the failure each time
    When the judge stands still while it waits
    Then it was in time

  @SLOW-003 @must
  Scenario: a failure without a delay
    When the judge is in time
    Then it is told that the server is wrong

  @SLOW-004 @must
  Scenario: a delay before the failure, while nothing is under way
    When the judge stands still for no reason
    Then it is told that the server is wrong

  @SLOW-005 @must
  Scenario: a delay, and no failure
    When the judge stands still for no reason
    Then it was in time
