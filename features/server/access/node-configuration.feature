@needs:organisations
Feature: Who may read the configuration of a node
  # protocol §1, "Permissions": a client that asks for it must be the node; the row "Client and node name must match"

  Background:
    Given web1 is a client of the organisation

  Rule: a client gets its own configuration and no other

    @ACCESS-011 @must
    Scenario: a client gets its own configuration
      When web1 asks for the configuration of web1
      Then the answer is 200

    @ACCESS-012 @must
    Scenario: a client does not get the configuration of another node
      Given web2 is a client of the organisation
      When web1 asks for the configuration of web2
      Then the answer is 403 with the errors:
        """
        Client and node name must match
        """

    @ACCESS-013 @should
    Scenario: a client does not get the configuration of a node that does not exist
      When web1 asks for the configuration of ghost
      Then the answer is 403 with the errors:
        """
        Client and node name must match
        """

    @ACCESS-014 @should
    Scenario: a client without read access gets its own configuration
      Given the group pushy_job_readers has nobody in it
      When web1 asks for the configuration of web1
      Then the answer is 200

    @ACCESS-015 @should
    Scenario: a client with read access does not get the configuration of another node
      Given web2 is a client of the organisation
      And the group pushy_job_readers has web1 in it
      When web1 asks for the configuration of web2
      Then the answer is 403

  @should
  Rule: a user with read access gets the configuration of every node

    @ACCESS-016
    Scenario: a user with read access gets the configuration of a node
      Given rebecca is a user of the organisation
      When rebecca asks for the configuration of web1
      Then the answer is 200

    @ACCESS-017
    Scenario: a user without read access does not get the configuration of a node
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      When rebecca asks for the configuration of web1
      Then the answer is 403 with the errors:
        """
        User or client '{rebecca}' does not have access to that action on this server.
        """

  @should
  Rule: a user and a client of one name each have their own rights

    @ACCESS-018
    Scenario Outline: a request of the <kind> of a shared name for the node's configuration is answered <status>
      Given a user and a client share the name shared1
      And the group pushy_job_readers has nobody in it
      When shared1 asks for the configuration of shared1 as a <kind>
      Then the answer is <status>

      Examples:
        | kind   | status |
        | client | 200    |
        | user   | 403    |
