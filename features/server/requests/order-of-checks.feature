@may @needs:organisations
Feature: Of several faults the first one is reported
  # protocol §1, last sentence of the table: path, method, size, authentication, membership, permission, body

  Background:
    Given shrek is a user of no organisation
    And rebecca is a user of the organisation

  Rule: the path is checked first, then the method, then size or headers

    @REQUESTS-075
    Scenario: an unknown path with an unsupported method is answered 404
      When DELETE is sent to "nothing_of_the_kind" without a signature
      Then the answer is 404

    @REQUESTS-076
    Scenario: an unsupported method without a signature is answered 405
      When PUT is sent to "jobs" without a signature
      Then the answer is 405

    @REQUESTS-077
    Scenario: a body that is too large and not signed is answered 413
      When a job of 1000001 bytes is posted without a signature
      Then the answer is 413

    @REQUESTS-078
    Scenario: a body that is too large with an unsupported method is answered 405
      When 1000001 bytes are put to the jobs without a signature
      Then the answer is 405

  Rule: the signature is checked after path, method and size

    @REQUESTS-079
    Scenario: a body that is no JSON and not signed is rejected for its missing headers
      When a job of 10 bytes is posted without a signature
      Then the answer is 400 with an error that begins "missing required authentication header(s)"

    @REQUESTS-080
    Scenario: a request without a signature to an unknown organization is rejected for its missing headers
      When GET is sent to "/organizations/no-such-organisation/pushy/jobs" without a signature
      Then the answer is 400 with an error that begins "missing required authentication header(s)"

    @REQUESTS-081
    Scenario: a missing header is reported before an unsupported version
      When admin asks for the jobs with "X-Ops-UserId" left out and "X-Ops-Sign" set to "version=9.9"
      Then the answer is 400 with an error that begins "missing required authentication header(s)"

    @REQUESTS-082
    Scenario: an unsupported version is reported before a missing signature
      When admin asks for the jobs with "X-Ops-Authorization-1" left out and "X-Ops-Sign" set to "version=9.9"
      Then the answer is 400 with an error that begins "Unsupported authentication protocol version"

    @REQUESTS-083
    Scenario: an invalid timestamp is reported before a missing signature
      When admin asks for the jobs with "X-Ops-Authorization-1" left out and "X-Ops-Timestamp" set to "yesterday"
      Then the answer is 401 with an error that begins "bad header(s) 'X-Ops-Timestamp'"

    @REQUESTS-084
    Scenario: a timestamp of long ago is reported before a missing signature
      When admin asks for the jobs with "X-Ops-Authorization-1" left out and "X-Ops-Timestamp" set to "2014-07-10T05:17:40Z"
      Then the answer is 401 with an error that begins "Failed to authenticate as {admin}. Synchronize"

  Rule: membership is checked after the signature, then permission, then the request itself

    @REQUESTS-085
    Scenario: an outsider with an invalid job is rejected as an outsider
      When shrek sends POST to "jobs" with:
        """
        {}
        """
      Then the answer is 403 with an error that begins "'{shrek}' is not associated with organization"

    @REQUESTS-086
    Scenario: a user who may not start jobs is answered 403 to an invalid job
      When rebecca sends POST to "jobs" with:
        """
        {}
        """
      Then the answer is 403 with an error that begins "User or client '{rebecca}' does not have access"

    @REQUESTS-087
    Scenario: a user without read access is answered 403 for a job that never existed
      Given the group pushy_job_readers has nobody in it
      When rebecca sends GET to "jobs/0123"
      Then the answer is 403

    @REQUESTS-088
    Scenario: a user without read access is answered 403 even for a format that is not accepted
      Given the group pushy_job_readers has nobody in it
      When rebecca sends GET to "jobs" with the header "Accept" set to "text/html"
      Then the answer is 403

    @REQUESTS-174
    Scenario: an unknown user with an invalid job is rejected as unknown
      When somebody unknown sends POST to "jobs" with:
        """
        {}
        """
      Then the answer is 401 with an error that begins "Failed to authenticate as '{unknown}'"

  Rule: the key of a node's connection is checked before the signature

    @REQUESTS-178
    Scenario Outline: a configuration request with a wrong signature and <ccpk> is answered "<error>"
      Given rebecca has another key
      When rebecca sends GET to "config/web1<query>"
      Then the answer is <status> with an error that begins "<error>"

      Examples:
        | ccpk         | query       | status | error        |
        | no ccpk      |             | 400    | Missing ccpk |
        | a short ccpk | ?ccpk=short | 401    | Bad ccpk     |
