@should @needs:organisations @needs:restart
Feature: Organizations, principals and groups are kept over a restart

  Rule: a restart keeps users, clients, groups and permissions

    @ACCESS-001
    Scenario: organizations, users, clients and groups are the same after a restart
      Given rebecca is a user of the organisation
      And shrek is a user of no organisation
      And web1 is a client of the organisation
      And the group inner1 has rebecca in it
      And the group inner1 has web1 in it
      And the group admins has the group inner1 in it
      And these have been asked for:
        | path                                    |
        | /organizations                          |
        | /organizations/{org}                    |
        | /organizations/{org}/users              |
        | /organizations/{org}/clients            |
        | /organizations/{org}/clients/{web1}     |
        | /organizations/{org}/groups             |
        | /organizations/{org}/groups/admins      |
        | /organizations/{org}/groups/inner1      |
        | /organizations/{org}/principals/{shrek} |
        | /users                                  |
        | /users/{shrek}                          |
      And the server has been restarted
      When they are asked for again
      Then the answers are the same

    @ACCESS-002
    Scenario Outline: a request of <who> for the jobs is answered <status> after a restart
      Given rebecca is a user of the organisation
      And web1 is a client of the organisation
      And the group pushy_job_readers has rebecca in it
      And the server has been restarted
      When <who> asks for the jobs
      Then the answer is <status>

      Examples:
        | who     | status |
        | rebecca | 200    |
        | web1    | 403    |
        | pivotal | 403    |
