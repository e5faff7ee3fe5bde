@should
Feature: A body is not too large
  # protocol §1 (413)

  Rule: it has at most 1,000,000 bytes

    @REQUESTS-032
    Scenario: just as many
      When admin posts a job of 1000000 bytes
      Then the answer is 201

    @REQUESTS-033 @needs:organisations
    Scenario: one more
      When admin posts a job of 1000001 bytes
      Then the answer is 413 with the errors:
        """
        request body too large (must be <= 1000000 bytes)
        """
      And no job was made

    @REQUESTS-034
    Scenario: the rest of a longer one is not read
      When a job of 100000000 bytes is announced and 1000 of them are sent
      Then the answer is 413
      And the answer has an error body
      And the answer's "Connection" is "close"

    @REQUESTS-035
    Scenario: one of unknown length is read until it is too long
      When a job of unknown length is begun and 1000001 bytes of it are sent
      Then the answer is 413
      And the answer has an error body
      And the answer's "Connection" is "close"
