@extension
Feature: What a request can take of the server is bounded
  # protocol.md is silent; the bounds are settings of our own server

  Rule: the headers are looked at before the body is read

    @REQUESTS-181
    Scenario: a job that nobody has signed is refused before its body comes
      When a job of 1000 bytes is announced without a signature
      Then the answer is 400 with an error that begins "missing required authentication header(s)"
