@may @needs:organisations
Feature: Who has a name is told as the shipped push server asks it
  # `GET /organizations/ORG/principals/NAME` of the Chef server

  Rule: it is told what he is, and his key

    @REQUESTS-108
    Scenario: a user of the organisation
      Given rebecca is a user of the organisation
      When admin sends GET to "/organizations/{org}/principals/{rebecca}"
      Then the answer is 200 with the body:
        """
        {
          "name": "{rebecca}", "type": "user", "public_key": "{key of rebecca}", "authz_id": "<32 hex digits>",
          "org_member": true
        }
        """

    @REQUESTS-109
    Scenario: a user of no organisation
      Given shrek is a user of no organisation
      When admin sends GET to "/organizations/{org}/principals/{shrek}"
      Then the answer is 200 with the body:
        """
        {
          "name": "{shrek}", "type": "user", "public_key": "{key of shrek}", "authz_id": "<32 hex digits>",
          "org_member": false
        }
        """

    @REQUESTS-110
    Scenario: a client
      Given web1 is a client of the organisation
      When admin sends GET to "/organizations/{org}/principals/{web1}"
      Then the answer is 200 with the body:
        """
        {
          "name": "{web1}", "type": "client", "public_key": "{key of web1}", "authz_id": "<32 hex digits>",
          "org_member": true
        }
        """

    @REQUESTS-111
    Scenario: nobody
      When admin sends GET to "/organizations/{org}/principals/{unknown}"
      Then the answer is 404 with the errors:
        """
        Cannot find principal {unknown}
        """

  Rule: from API version 1 on all who have the name are told

    @REQUESTS-112
    Scenario: a name that a user and a client share
      Given a user and a client share the name shared1
      When admin sends GET to "/organizations/{org}/principals/{shared1}" by API version "1"
      Then the answer tells of principals of the types "client, user"

    @REQUESTS-113
    Scenario: a name that one has
      Given rebecca is a user of the organisation
      When admin sends GET to "/organizations/{org}/principals/{rebecca}" by API version "1"
      Then the answer tells of principals of the types "user"
