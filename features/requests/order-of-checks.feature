@may @needs:organisations
Feature: Of several faults the first is told
  # protocol §1, last sentence of the table: path, method, size, authentication, membership, permission, body

  Background:
    Given shrek is a user of no organisation
    And rebecca is a user of the organisation

  Rule: path, then method, then size

    @REQUESTS-075
    Scenario: an unknown path asked with an unknown method
      When DELETE is sent to "nothing_of_the_kind" without a signature
      Then the answer is 404

    @REQUESTS-076
    Scenario: a method that is not offered, unsigned
      When PUT is sent to "jobs" without a signature
      Then the answer is 405

    @REQUESTS-077
    Scenario: too large, and unsigned
      When a job of 1000001 bytes is posted without a signature
      Then the answer is 413

    @REQUESTS-078
    Scenario: too large, for a method that is not offered
      When 1000001 bytes are put to the jobs without a signature
      Then the answer is 405

  Rule: then who asks

    @REQUESTS-079
    Scenario: unsigned, and no JSON
      When a job of 10 bytes is posted without a signature
      Then the answer is 400 with an error that begins "missing required authentication header(s)"

    @REQUESTS-080
    Scenario: unsigned, to an organisation that does not exist
      When GET is sent to "/organizations/no-such-organisation/pushy/jobs" without a signature
      Then the answer is 400 with an error that begins "missing required authentication header(s)"

    @REQUESTS-081
    Scenario: a header missing, and the version of another
      When admin asks for the jobs with "X-Ops-UserId" left out and "X-Ops-Sign" set to "version=9.9"
      Then the answer is 400 with an error that begins "missing required authentication header(s)"

    @REQUESTS-082
    Scenario: a version that is not understood, and no time
      When admin asks for the jobs with "X-Ops-Authorization-1" left out and "X-Ops-Sign" set to "version=9.9"
      Then the answer is 400 with an error that begins "Unsupported authentication protocol version"

    @REQUESTS-083
    Scenario: no time, and no signature
      When admin asks for the jobs with "X-Ops-Authorization-1" left out and "X-Ops-Timestamp" set to "yesterday"
      Then the answer is 401 with an error that begins "bad header(s) 'X-Ops-Timestamp'"

    @REQUESTS-084
    Scenario: long ago, and no signature
      When admin asks for the jobs with "X-Ops-Authorization-1" left out and "X-Ops-Timestamp" set to "2014-07-10T05:17:40Z"
      Then the answer is 401 with an error that begins "Failed to authenticate as {admin}. Synchronize"

  Rule: then whether he belongs to the organisation, then whether he may, then what he asks

    @REQUESTS-085
    Scenario: no member, and no JSON
      When shrek sends POST to "jobs" with:
        """
        {
        """
      Then the answer is 403 with an error that begins "'{shrek}' is not associated with organization"

    @REQUESTS-086
    Scenario: no writer, and no JSON
      When rebecca sends POST to "jobs" with:
        """
        {
        """
      Then the answer is 403 with an error that begins "User or client '{rebecca}' does not have access"

    @REQUESTS-087
    Scenario: no reader, of a job that never was
      Given the group pushy_job_readers has nobody in it
      When rebecca sends GET to "jobs/0123"
      Then the answer is 403

    @REQUESTS-088
    Scenario: no reader, of what he would not accept
      Given the group pushy_job_readers has nobody in it
      When rebecca sends GET to "jobs" with the header "Accept" set to "text/html"
      Then the answer is 403

    @REQUESTS-089
    Scenario: no JSON, and not declared as such
      When admin sends POST to "jobs" with the header "Content-Type" set to "text/plain"
      Then the answer is 415

  Rule: the key of a node's connection is looked at before the signature

    @REQUESTS-090
    Scenario Outline: <query>
      When GET is sent to "config/web1<query>" without a signature
      Then the answer is <status> with an error that begins "<error>"

      Examples:
        | query                   | status | error                                     |
        |                         | 400    | Missing ccpk                              |
        | ?version=2.0            | 400    | Missing ccpk                              |
        | ?ccpk=short&version=2.0 | 401    | Bad ccpk                                  |
        | ?ccpk={curve key}       | 400    | missing required authentication header(s) |
