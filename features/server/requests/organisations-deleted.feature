@needs:organisations
Feature: Organizations are deleted as on a Chef server

  Rule: an organization is deleted with everything in it

    @REQUESTS-091 @may
    Scenario: the superuser deletes an organization
      When pivotal sends DELETE to "/organizations/{org}"
      Then the answer is 200 with the body:
        """
        { "name": "{org}" }
        """

    @REQUESTS-092 @may
    Scenario: an organization that was deleted is not found
      Given web1 is a client of the organisation
      And pivotal has sent DELETE to "/organizations/{org}"
      When web1 sends GET to "jobs"
      Then the answer is 404 with the errors:
        """
        organization '{org}' does not exist.
        """

    # a push server beside a Chef server keeps the id of an organisation, and so the jobs
    @REQUESTS-093 @extension @needs:feeds
    Scenario: a new organization with the name of a deleted one has no jobs
      Given rebecca is a user of the organisation
      And a job on ghost has ended as quorum_failed
      And pivotal has sent DELETE to "/organizations/{org}"
      And pivotal has sent POST to "/organizations" with:
        """
        { "name": "{org}" }
        """
      And pivotal has sent POST to "/organizations/{org}/users" with:
        """
        { "username": "{rebecca}" }
        """
      When rebecca sends GET to "jobs"
      Then the answer is 200 with the body:
        """
        []
        """
