@doc:jobs-post
Feature: URIs are those that the asker would use
  # protocol §2: Location and URI are made from Host and X-Forwarded-Proto

  @should
  Rule: a job that was started is found at its Location

    @REQUESTS-141
    Scenario: what the answer says
      When admin starts a job
      Then the answer's Location is where the job is

  Rule: host and scheme are the asker's, and their usual ports go without saying

    @REQUESTS-142 @should
    Scenario Outline: <host> by <scheme>
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
    Scenario: a client that is made
      Given web1 is to become a client
      When admin sends POST to "/organizations/{org}/clients" with:
        """
        { "name": "{web1}", "public_key": "{key of web1}" }
        """
      Then the answer is 201
      And the answer's "Location" is "{server}/organizations/{org}/clients/{web1}"
