Feature: Who is asking has to be proven
  # protocol §1, the table of refusals; seeds: API, "Response Code" tables (401, 403, 404)

  Rule: every header of the signature is needed

    Scenario Outline: without <header>
      When admin asks for the jobs without the header "<header>"
      Then the answer is 400 with the errors:
        """
        missing required authentication header(s) '<named>'
        """

      Examples:
        | header             | named              |
        | X-Ops-UserId       | X-Ops-UserId       |
        | X-Ops-Timestamp    | X-Ops-Timestamp    |
        | X-Ops-Sign         | X-Ops-Sign         |
        | X-Ops-Content-Hash | X-Ops-Content-Hash |

    Scenario: with an empty header
      When admin asks for the jobs with the header "X-Ops-Sign" set to ""
      Then the answer is 400 with the errors:
        """
        missing required authentication header(s) 'X-Ops-Sign'
        """

  Rule: only the three versions of signing are understood

    Scenario Outline: a header X-Ops-Sign of "<sign>"
      When admin asks for the jobs with the header "X-Ops-Sign" set to "<sign>"
      Then the answer is 400 with the errors:
        """
        Unsupported authentication protocol version
        """

      Examples:
        | sign                         |
        | version=2.0                  |
        | version=1.2                  |
        | algorithm=sha256;version=9.9 |
        | nothing of the kind          |

  Rule: the signature has to fit the request and the key

    Scenario Outline: the header "<header>" set to "<value>"
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

    Scenario: without the signature's lines
      When admin asks for the jobs without the signature's lines
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

    Scenario: a name that nobody has
      When somebody unknown asks for the jobs
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as '{unknown}'. Ensure that your node_name and client key are correct.
        """

  Rule: a request must be of now, give or take 900 seconds

    Scenario Outline: a clock that is off by <seconds> seconds
      When admin asks for the jobs with a clock off by <seconds> seconds
      Then the answer is <status>

      Examples:
        | seconds | status |
        | 880     | 200    |
        | -880    | 200    |
        | 920     | 401    |
        | -920    | 401    |

    Scenario: the refusal says what to do
      When admin asks for the jobs with a clock off by 3600 seconds
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as {admin}. Synchronize the clock on your host.
        """

    Scenario: a timestamp that is none
      When admin asks for the jobs with the header "X-Ops-Timestamp" set to "yesterday"
      Then the answer is 401 with the errors:
        """
        bad header(s) 'X-Ops-Timestamp'
        """

  Rule: one name may be a user and a client at once

    Scenario Outline: both keys of the name work
      Given a user and a client share the name shared1
      When shared1 asks for the jobs as a <kind>
      Then the answer is 200

      Examples:
        | kind   |
        | user   |
        | client |

  Rule: the status of the server is for everybody

    Scenario: no signature is needed
      When somebody asks for the status of the server
      Then the answer is 200
      And the answer has the keys "status, incarnation_id, node_fsm_count, job_processes"
