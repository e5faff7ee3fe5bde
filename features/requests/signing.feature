Feature: Only signed requests are answered

  Rule: every version of the signing protocol is understood

    Scenario Outline: version <version>
      When the jobs are asked for with signing version <version>
      Then the answer is 200

      Examples:
        | version |
        | 1.0     |
        | 1.1     |
        | 1.3     |

  Rule: a request that is not signed is refused, and says what is missing

    Scenario: no signature at all
      When the jobs are asked for without a signature
      Then the answer is 400 with the errors:
        """
        missing required authentication header(s) 'X-Ops-UserId', 'X-Ops-Timestamp', 'X-Ops-Sign', 'X-Ops-Content-Hash'
        """

  Rule: a request that is signed wrongly is refused

    Scenario: signed with another's key
      When the jobs are asked for with a signature made with another key
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

    Scenario: a job whose body is not the one that was signed
      Given web1 is healthy
      When a job is asked for whose body was changed after signing
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """
      And no job was made
