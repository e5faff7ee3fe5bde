@doc:jobs-post
Feature: URIs have the host and scheme that the caller uses
  # protocol §2: Location and URI are made from Host and X-Forwarded-Proto

  @should
  Rule: a new job is found at its Location

    @REQUESTS-141
    Scenario: the Location of a new job leads to the job
      When admin starts a job
      Then the answer's Location is where the job is

  Rule: a Location has the caller's host and scheme, without their usual port

    @REQUESTS-142 @should
    Scenario Outline: the Location of a job started at <host> with the scheme "<scheme>" begins with <uri>
      When admin starts a job at host "<host>" by way of "<scheme>"
      Then the answer's Location begins with "<uri>/organizations/{org}/pushy/jobs/"

      Examples:
        | host                   | scheme      | uri                           |
        | push.example.com       |             | http://push.example.com       |
        | push.example.com:10003 |             | http://push.example.com:10003 |
        | push.example.com:80    |             | http://push.example.com       |
        | push.example.com       | http        | http://push.example.com       |
        | push.example.com       | https       | https://push.example.com      |
        | push.example.com:443   | https       | https://push.example.com      |
        | push.example.com:8443  | https       | https://push.example.com:8443 |
        | push.example.com:8443  | HTTPS       | https://push.example.com:8443 |
        | push.example.com       | https, http | https://push.example.com      |
        | push.example.com       | gopher      | http://push.example.com       |
        | [::1]:10003            | https       | https://[::1]:10003           |
        | [::1]:443              | https       | https://[::1]                 |

    @REQUESTS-143 @may
    Scenario: the Location of a new client has the caller's host
      Given web1 is to become a client
      When admin sends POST to "/organizations/{org}/clients" with:
        """
        { "name": "{web1}", "public_key": "{key of web1}" }
        """
      Then the answer is 201
      And the answer's "Location" is "{server}/organizations/{org}/clients/{web1}"
