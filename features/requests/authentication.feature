@must @doc:api
Feature: Who is asking has to be proven
  # protocol §1, the table of refusals; seeds: API, "Response Code" tables (401)

  Rule: every header of the signature is needed

    @REQUESTS-022
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
        | headers                                      | named                                              |
        | X-Ops-Sign, X-Ops-UserId                     | 'X-Ops-UserId', 'X-Ops-Sign'                       |
        | X-Ops-Content-Hash, X-Ops-Timestamp          | 'X-Ops-Timestamp', 'X-Ops-Content-Hash'            |
        | X-Ops-Content-Hash, X-Ops-Sign, X-Ops-UserId | 'X-Ops-UserId', 'X-Ops-Sign', 'X-Ops-Content-Hash' |
        | X-Ops-Sign, X-Ops-Timestamp                  | 'X-Ops-Timestamp', 'X-Ops-Sign'                    |

    @REQUESTS-023
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

    @REQUESTS-024
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
