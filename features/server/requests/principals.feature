@may @needs:organisations
Feature: Principals are shown as the shipped push server asks for them
  # `GET /organizations/ORG/principals/NAME` of the Chef server

  Rule: a principal is shown with its type and key

    @REQUESTS-108
    Scenario: a user of the organization is shown as a member
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
    Scenario: a user of no organization is shown as no member
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
    Scenario: a client is shown with its type and key
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
    Scenario: a principal that does not exist is not found
      When admin sends GET to "/organizations/{org}/principals/{unknown}"
      Then the answer is 404 with the body:
        """
        {"not_found": "principal", "error": ["Cannot find principal {unknown}"]}
        """

  Rule: from API version 1 on every principal of the name is shown

    @REQUESTS-112
    Scenario: a user and a client of one name are both shown
      Given a user and a client share the name shared1
      When admin sends GET to "/organizations/{org}/principals/{shared1}" by API version "1"
      Then the answer tells of principals of the types "client, user"

    @REQUESTS-113
    Scenario: a user whose name nobody shares is shown alone
      Given rebecca is a user of the organisation
      When admin sends GET to "/organizations/{org}/principals/{rebecca}" by API version "1"
      Then the answer tells of principals of the types "user"
