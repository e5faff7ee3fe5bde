@must @doc:api
Feature: Every request must be authenticated
  # protocol §1, the table of refusals; seeds: API, "Response Code" tables (401)

  Rule: every header of the signature is required

    @REQUESTS-022
    Scenario Outline: a request without <headers> is rejected
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
    Scenario Outline: a request with an empty header <header> is rejected
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

  Rule: only three versions of the signing protocol are accepted

    # 1.2 is a version of Chef's, which no Push Jobs server speaks: it passes the check of versions, and no signature fits it
    @REQUESTS-024
    Scenario Outline: a request with the header X-Ops-Sign "<sign>" is answered <status>
      When admin asks for the jobs with the header "X-Ops-Sign" set to "<sign>"
      Then the answer is <status> with the errors:
        """
        <error>
        """

      Examples:
        | sign                         | status | error                                          |
        | version=2.0                  | 400    | Unsupported authentication protocol version    |
        | version=1.2                  | 401    | Invalid signature for user or client '{admin}' |
        | algorithm=sha256;version=9.9 | 400    | Unsupported authentication protocol version    |
        | nothing of the kind          | 400    | Unsupported authentication protocol version    |
