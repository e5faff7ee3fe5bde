@doc:api
Feature: Only signed requests are answered
  # protocol §1, the header X-Ops-Sign and the signed string; seeds: API, "Push Jobs API": requests are signed

  Rule: every version of the signing protocol is accepted

    @REQUESTS-126 @must
    Scenario Outline: a request that is signed with version <version> is accepted
      When the jobs are asked for with signing version <version>
      Then the answer is 200

      Examples:
        | version |
        | 1.0     |
        | 1.1     |
        | 1.3     |

    @REQUESTS-127 @must
    Scenario Outline: a job that is signed with version <version> is accepted
      When a job is asked for with signing version <version>
      Then the answer is 201

      Examples:
        | version |
        | 1.0     |
        | 1.1     |
        | 1.3     |

    @REQUESTS-128 @should
    Scenario Outline: a request that is signed with version <version> and declared "<called>" is accepted
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
    Scenario Outline: a request that is signed with version <version> and declared "<called>" is rejected
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
  Rule: version 1.3 signs the requested API version

    @REQUESTS-130
    Scenario: a requested API version that is signed is accepted
      When the jobs are asked for with API version "1", which is signed too
      Then the answer is 200

    @REQUESTS-131
    Scenario: a requested API version that was added after signing is rejected
      When the jobs are asked for with API version "1", which is not signed
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

    @REQUESTS-132
    Scenario: the default API version may be added after signing
      When the jobs are asked for with API version "0", which is not signed
      Then the answer is 200

  @must
  Rule: a request without a signature is rejected with the names of the missing headers

    @REQUESTS-133
    Scenario: a request without any header of the signature is rejected
      When the jobs are asked for without a signature
      Then the answer is 400 with the errors:
        """
        missing required authentication header(s) 'X-Ops-UserId', 'X-Ops-Timestamp', 'X-Ops-Sign', 'X-Ops-Content-Hash'
        """

  @must
  Rule: a request with a wrong signature is rejected

    @REQUESTS-134
    Scenario: a request that is signed with another key is rejected
      When the jobs are asked for with a signature made with another key
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """

    @REQUESTS-135 @needs:organisations
    Scenario: a job with the content hash of another body is rejected
      Given web1 is healthy
      When a job is asked for with the content hash of another body
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """
      And no job was made

    @REQUESTS-179 @needs:organisations
    Scenario Outline: a job that is signed with version <version> and has the content hash of another body is rejected
      When a job is asked for with signing version <version> and the content hash of another body
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """
      And no job was made

      Examples:
        | version |
        | 1.0     |
        | 1.1     |

    @REQUESTS-180 @needs:organisations
    Scenario Outline: a job in place of the one that was signed with version <version> is rejected
      When a job is asked for in the place of the one that was signed with version <version>
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{admin}'
        """
      And no job was made

      Examples:
        | version |
        | 1.0     |
        | 1.1     |
        | 1.3     |
