@should
Feature: The body of a request has a largest size
  # protocol §1 (413)

  Rule: a body has at most 1,000,000 bytes

    @REQUESTS-032
    Scenario: a body of 1,000,000 bytes is accepted
      When admin posts a job of 1000000 bytes
      Then the answer is 201

    @REQUESTS-033 @needs:organisations
    Scenario: a body of 1,000,001 bytes is rejected
      When admin posts a job of 1000001 bytes
      Then the answer is 413
      And the answer names the number 1000000
      And no job was made

    @REQUESTS-034
    Scenario: a body of 100,000,000 bytes is rejected before it is read
      When a job of 100000000 bytes is announced and 1000 of them are sent
      Then the answer is 413
      And the answer has an error body

    @REQUESTS-035
    Scenario: a body of unknown length is rejected when it is too long
      When a job of unknown length is begun and 1000001 bytes of it are sent
      Then the answer is 413
      And the answer has an error body
