@doc:api
Feature: The timestamp of a request may be off by 900 seconds
  # protocol §1, X-Ops-Timestamp and the rows on timestamp and clock

  @must
  Rule: the clocks of caller and server may be 900 seconds apart and no more

    @REQUESTS-052
    Scenario Outline: a request with a clock that is off by <seconds> seconds is answered <status>
      When admin asks for the jobs with a clock off by <seconds> seconds
      Then the answer is <status>

      Examples:
        | seconds | status |
        | 890     | 200    |
        | -890    | 200    |
        | 910     | 401    |
        | -910    | 401    |

    @REQUESTS-053
    Scenario: the response to a request with a wrong clock says to synchronize it
      When admin asks for the jobs with a clock off by 3600 seconds
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as {admin}. Synchronize the clock on your host.
        """

  @should
  Rule: a timestamp has one format

    @REQUESTS-054
    Scenario Outline: a request with the timestamp "<timestamp>" is rejected
      When admin asks for the jobs with the header "X-Ops-Timestamp" set to "<timestamp>"
      Then the answer is 401 with the errors:
        """
        bad header(s) 'X-Ops-Timestamp'
        """

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

  @may
  Rule: the rejection of a timestamp does not ask for another way of signing

    @REQUESTS-165
    Scenario Outline: a request whose <fault> is rejected without WWW-Authenticate
      When admin asks for the jobs with the header "X-Ops-Timestamp" set to "<timestamp>"
      Then the answer is 401
      And the answer has no header "www-authenticate"

      Examples:
        | fault                  | timestamp            |
        | clock is years behind  | 2014-07-10T05:17:40Z |
        | timestamp is malformed | yesterday            |

    @REQUESTS-173
    Scenario: the current time without its zone is rejected although it is signed
      When admin asks for the jobs with the time of now without its zone
      Then the answer is 401 with the errors:
        """
        bad header(s) 'X-Ops-Timestamp'
        """
