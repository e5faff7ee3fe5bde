@doc:api
Feature: A request must be of now, give or take 900 seconds
  # protocol §1, X-Ops-Timestamp and the rows on timestamp and clock

  @must
  Rule: as far as that the clocks may be apart, and no farther

    @REQUESTS-052
    Scenario Outline: a clock that is off by <seconds> seconds
      When admin asks for the jobs with a clock off by <seconds> seconds
      Then the answer is <status>

      Examples:
        | seconds | status |
        | 890     | 200    |
        | -890    | 200    |
        | 910     | 401    |
        | -910    | 401    |

    @REQUESTS-053
    Scenario: the refusal says what to do
      When admin asks for the jobs with a clock off by 3600 seconds
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as {admin}. Synchronize the clock on your host.
        """
      And the answer names the versions of signing

  @should
  Rule: the time is written in one way

    @REQUESTS-054
    Scenario Outline: a timestamp of "<timestamp>"
      When admin asks for the jobs with the header "X-Ops-Timestamp" set to "<timestamp>"
      Then the answer is 401 with the errors:
        """
        bad header(s) 'X-Ops-Timestamp'
        """
      And the answer names the versions of signing

      Examples:
        | timestamp                     |
        | yesterday                     |
        | 2014-07-10                    |
        | 2014-07-10 05:17:40Z          |
        | 2014-07-10T05:17:40           |
        | 2014-07-10T05:17:40+02:00     |
        | 2014-13-10T05:17:40Z          |
        | Thu, 10 Jul 2014 05:17:40 GMT |
        | 1404969460                    |
