@needs:organisations
Feature: Who gets the configuration of a node
  # protocol §1, "Permissions": a client that asks for it must be the node; the row "Client and node name must match"

  Background:
    Given web1 is a client of the organisation

  Rule: a client gets its own and no other

    @ACCESS-011 @must
    Scenario: its own
      When web1 asks for the configuration of web1
      Then the answer is 200

    @ACCESS-012 @must
    Scenario: another's
      Given web2 is a client of the organisation
      When web1 asks for the configuration of web2
      Then the answer is 403 with the errors:
        """
        Client and node name must match
        """

    @ACCESS-013 @should
    Scenario: that of a node that does not exist
      When web1 asks for the configuration of ghost
      Then the answer is 403 with the errors:
        """
        Client and node name must match
        """

    @ACCESS-014 @should
    Scenario: its own, though it may not read
      Given the group pushy_job_readers has nobody in it
      When web1 asks for the configuration of web1
      Then the answer is 200

    @ACCESS-015 @should
    Scenario: another's, though it may read
      Given web2 is a client of the organisation
      And the group pushy_job_readers has web1 in it
      When web1 asks for the configuration of web2
      Then the answer is 403

  @should
  Rule: a user gets every node's, if he may read

    @ACCESS-016
    Scenario: he may
      Given rebecca is a user of the organisation
      When rebecca asks for the configuration of web1
      Then the answer is 200

    @ACCESS-017
    Scenario: he may not
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for the configuration of web1
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """

  @should
  Rule: of a user and a client of one name each gets what it may

    @ACCESS-018
    Scenario Outline: the <kind> asks for the node of that name
      Given a user and a client share the name shared1
      And the group pushy_job_readers has nobody in it
      When shared1 asks for the configuration of shared1 as a <kind>
      Then the answer is <status>

      Examples:
        | kind   | status |
        | client | 200    |
        | user   | 403    |
