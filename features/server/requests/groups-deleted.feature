@may @needs:organisations
Feature: Groups are deleted as on a Chef server

  Rule: a group is deleted and its members stay

    @REQUESTS-055
    Scenario: the response to the deletion of a group names it
      Given rebecca is a user of the organisation
      And the group inner1 has rebecca in it
      When admin sends DELETE to "/organizations/{org}/groups/inner1"
      Then the answer is 200 with the body:
        """
        { "name": "inner1" }
        """

    @REQUESTS-056
    Scenario: a group that was deleted no longer restricts access
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has nobody in it
      And admin has sent DELETE to "/organizations/{org}/groups/pushy_job_readers"
      When rebecca asks for the jobs
      Then the answer is 200

    @REQUESTS-057
    Scenario Outline: the group <group> cannot be deleted
      When admin sends DELETE to "/organizations/{org}/groups/<group>"
      Then the answer is 403
      And the answer has an error body

      Examples:
        | group   |
        | admins  |
        | users   |
        | clients |
