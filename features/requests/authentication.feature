Feature: Who is asking has to be proven
  # protocol §1, the table of refusals; seeds: API, "Response Code" tables (401)

  Rule: every header of the signature is needed

    Scenario Outline: without <headers>
      When admin asks for the jobs without the headers "<headers>"
      Then the answer is 400 with the errors:
        """
        missing required authentication header(s) <named>
        """

      Examples: one of them
        | headers            | named                |
        | X-Ops-UserId       | 'X-Ops-UserId'       |
        | X-Ops-Timestamp    | 'X-Ops-Timestamp'    |
        | X-Ops-Sign         | 'X-Ops-Sign'         |
        | X-Ops-Content-Hash | 'X-Ops-Content-Hash' |

      Examples: several are named in one order
        | headers                                       | named                                               |
        | X-Ops-Sign, X-Ops-UserId                      | 'X-Ops-UserId', 'X-Ops-Sign'                        |
        | X-Ops-Content-Hash, X-Ops-Timestamp           | 'X-Ops-Timestamp', 'X-Ops-Content-Hash'             |
        | X-Ops-Content-Hash, X-Ops-Sign, X-Ops-UserId  | 'X-Ops-UserId', 'X-Ops-Sign', 'X-Ops-Content-Hash'  |
        | X-Ops-Sign, X-Ops-Timestamp                   | 'X-Ops-Timestamp', 'X-Ops-Sign'                     |

    Scenario Outline: with <header> empty
      When admin asks for the jobs with the header "<header>" set to ""
      Then the answer is 400 with the errors:
        """
        missing required authentication header(s) '<header>'
        """

      Examples:
        | header             |
        | X-Ops-UserId       |
        | X-Ops-Timestamp    |
        | X-Ops-Sign         |
        | X-Ops-Content-Hash |

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

    Scenario Outline: without the signature's <lines>
      When admin asks for the jobs without the signature's <lines>
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

      Examples:
        | lines     |
        | lines     |
        | last line |

    Scenario Outline: signed for <request>
      When admin asks for the jobs with the signature of <request>
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

      Examples:
        | request         |
        | POST jobs       |
        | GET node_states |

    Scenario: signed for another moment
      When admin asks for the jobs with a timestamp later than the one signed
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
      And the answer names the versions of signing
