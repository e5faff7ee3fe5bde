Feature: What is refused

  Rule: an error is JSON

    @REQUESTS-001 @must @doc:jobs-post
    Scenario: a path that does not exist is refused with JSON
      When the target shows the quirk html-errors
      Then the answer is 404

    @REQUESTS-002 @must @doc:jobs-post
    Scenario: the configuration of a node belongs to the node alone
      When the target shows the quirk html-errors
      And the target shows the quirk reader-becomes-node
      Then the answer is 404

    @REQUESTS-003 @must
    Scenario: a signature is checked before the body
      When the target shows the quirk body-first
      Then the answer is 404

    @REQUESTS-004 @should
    Scenario: a known failure that is a quirk by now
      When the target shows the quirk html-errors
      Then the answer is 404

    @REQUESTS-005 @must
    Scenario: the failure that comes first is the one that is told
      When the target shows the quirk html-errors
      And the target shows the quirk body-first
      Then the answer is 200
