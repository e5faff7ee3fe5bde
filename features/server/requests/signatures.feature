@must @doc:api
Feature: A signature fits one request and one key
  # protocol §1, the table of refusals; seeds: API, "Response Code" tables (401)

  Rule: a signature covers the whole request and is made with the caller's key

    @REQUESTS-121
    Scenario Outline: a request with the header <header> set to "<value>" is rejected
      When admin asks for the jobs with the header "<header>" set to "<value>"
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """
      And the answer names the versions of signing

      Examples:
        | header                | value                        |
        | X-Ops-Authorization-1 | AAAA                         |
        | X-Ops-Authorization-1 | not base64 at all            |
        | X-Ops-Content-Hash    | 2jmj7l5rSw0yVb/vlWAYkK/YBwk= |

    @REQUESTS-122
    Scenario Outline: a request without the signature's <lines> is rejected
      When admin asks for the jobs without the signature's <lines>
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

      Examples:
        | lines     |
        | lines     |
        | last line |

    @REQUESTS-123
    Scenario Outline: a request with the signature of <request> is rejected
      When admin asks for the jobs with the signature of <request>
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

      Examples:
        | request         |
        | POST jobs       |
        | GET node_states |

    @REQUESTS-124
    Scenario: a request that was signed for another time is rejected
      When admin asks for the jobs with a timestamp later than the one signed
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

    @REQUESTS-125
    Scenario: a request of a user who does not exist is rejected
      When somebody unknown asks for the jobs
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as '{unknown}'. Ensure that your node_name and client key are correct.
        """
      And the answer names the versions of signing
