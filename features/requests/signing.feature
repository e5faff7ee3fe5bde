@doc:api
Feature: Only signed requests are answered
  # protocol §1, the header X-Ops-Sign and the signed string; seeds: API, "Push Jobs API": requests are signed

  Rule: every version of the signing protocol is understood

    @REQUESTS-126 @must
    Scenario Outline: version <version>
      When the jobs are asked for with signing version <version>
      Then the answer is 200

      Examples:
        | version |
        | 1.0     |
        | 1.1     |
        | 1.3     |

    @REQUESTS-127 @must
    Scenario Outline: version <version>, with a body
      When a job is asked for with signing version <version>
      Then the answer is 201

      Examples:
        | version |
        | 1.0     |
        | 1.1     |
        | 1.3     |

    @REQUESTS-128 @should
    Scenario Outline: version <version> called "<called>"
      When the jobs are asked for with signing version <version>, called "<called>"
      Then the answer is 200

      Examples:
        | version | called                        |
        | 1.0     | version=1.0                   |
        | 1.0     | version=1.0;                  |
        | 1.0     | algorithm=sha1;version=1.0    |
        | 1.0     | algorithm=sha1;version=1.0;   |
        | 1.1     | version=1.1                   |
        | 1.1     | algorithm=sha1;version=1.1;   |
        | 1.3     | algorithm=sha256;version=1.3  |
        | 1.3     | algorithm=sha256;version=1.3; |

    @REQUESTS-129 @should
    Scenario Outline: version <version> called "<called>", which is another one
      When the jobs are asked for with signing version <version>, called "<called>"
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

      Examples:
        | version | called                       |
        | 1.0     | version=1.1                  |
        | 1.1     | version=1.0                  |
        | 1.1     | algorithm=sha256;version=1.3 |
        | 1.3     | version=1.0                  |

  @should
  Rule: version 1.3 signs the API version that is asked for

    @REQUESTS-130
    Scenario: it is signed
      When the jobs are asked for with API version "1", which is signed too
      Then the answer is 200

    @REQUESTS-131
    Scenario: it was added after signing
      When the jobs are asked for with API version "1", which is not signed
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

    @REQUESTS-132
    Scenario: it says what is assumed without it
      When the jobs are asked for with API version "0", which is not signed
      Then the answer is 200

  @must
  Rule: a request that is not signed is refused, and says what is missing

    @REQUESTS-133
    Scenario: no signature at all
      When the jobs are asked for without a signature
      Then the answer is 400 with the errors:
        """
        missing required authentication header(s) 'X-Ops-UserId', 'X-Ops-Timestamp', 'X-Ops-Sign', 'X-Ops-Content-Hash'
        """

  @must
  Rule: a request that is signed wrongly is refused

    @REQUESTS-134
    Scenario: signed with another's key
      When the jobs are asked for with a signature made with another key
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

    @REQUESTS-135 @needs:organisations
    Scenario: a job whose body is not the one that was signed
      Given web1 is healthy
      When a job is asked for whose body was changed after signing
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """
      And no job was made
