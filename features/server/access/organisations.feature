@doc:jobs-get @needs:organisations
Feature: An organization is closed to outsiders
  # protocol §1, the rows on organisation and association; seeds: API, "Response Code" tables (403, 404)

  @must
  Rule: only members of an organization have access to it

    @ACCESS-019
    Scenario: a user of no organization may not read the jobs of one
      Given shrek is a user of no organisation
      When shrek asks for the jobs
      Then the answer is 403 with the errors:
        """
        '{shrek}' is not associated with organization '{org}'
        """

    @ACCESS-050
    Scenario: a user of no organization may not read although she is in the group pushy_job_readers
      Given shrek is a user of no organisation
      And the group pushy_job_readers has shrek in it
      When shrek asks for the jobs
      Then the answer is 403 with the errors:
        """
        '{shrek}' is not associated with organization '{org}'
        """

    @ACCESS-020
    Scenario: the admin of another organization may not read the jobs
      Given another organisation
      When the admin of the other organisation asks for the jobs of this one
      Then the answer is 403

    @ACCESS-021
    Scenario: a client of one organization is unknown in another
      Given another organisation
      And web1 is a client of the organisation
      When web1 asks for the jobs of the other organisation
      Then the answer is 401 with the errors:
        """
        Failed to authenticate as '{web1}'. Ensure that your node_name and client key are correct.
        """

    @ACCESS-022
    Scenario: a user of two organizations may read in the other one
      Given another organisation
      And rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      When rebecca asks for the jobs of the other organisation
      Then the answer is 200

    @ACCESS-023
    Scenario: a user who may not read in one organization may read in another
      Given another organisation
      And rebecca is a user of the organisation
      And rebecca is a user of the other organisation, too
      And the group pushy_job_readers has nobody in it
      When rebecca asks for the jobs of the other organisation
      Then the answer is 200

  Rule: an organization that does not exist is not found

    @ACCESS-024 @must
    Scenario: an admin asks for the jobs of an organization that does not exist
      When admin asks for the jobs of an organisation that does not exist
      Then the answer is 404 with the errors:
        """
        organization 'no-such-organisation' does not exist.
        """

    @ACCESS-025 @should
    Scenario: a client asks for the jobs of an organization whose name is mistyped
      Given web1 is a client of the organisation
      When web1 asks for the jobs of an organisation that does not exist
      Then the answer is 404 with the errors:
        """
        organization 'no-such-organisation' does not exist.
        """
