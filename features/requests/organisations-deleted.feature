@may @needs:organisations
Feature: Organisations are deleted as on a Chef server

  Rule: an organisation goes with everything that is in it

    @REQUESTS-091
    Scenario: it is deleted
      When pivotal sends DELETE to "/organizations/{org}"
      Then the answer is 200 with the body:
        """
        { "name": "{org}" }
        """

    @REQUESTS-092
    Scenario: it is found no more
      Given web1 is a client of the organisation
      And pivotal has sent DELETE to "/organizations/{org}"
      When web1 sends GET to "jobs"
      Then the answer is 404 with the errors:
        """
        organization '{org}' does not exist.
        """

    @REQUESTS-093 @needs:feeds
    Scenario: one of the same name that is made again is another
      Given rebecca is a user of the organisation
      And a job on ghost has ended as quorum_failed
      And pivotal has sent DELETE to "/organizations/{org}"
      And pivotal has sent POST to "/organizations" with:
        """
        { "name": "{org}" }
        """
      When pivotal sends GET to "jobs"
      Then the answer is 200 with the body:
        """
        []
        """
