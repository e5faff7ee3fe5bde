@should @needs:organisations
Feature: A user and a client may have one name
  # protocol §1: every key that is known for a name is tried

  Rule: a request has the rights of the user or client whose key has signed it

    @ACCESS-041
    Scenario Outline: the <kind> of a shared name may read the jobs
      Given a user and a client share the name shared1
      When shared1 asks for the jobs as a <kind>
      Then the answer is 200

      Examples:
        | kind   |
        | user   |
        | client |

    @ACCESS-042
    Scenario Outline: a request of the <asker> of a shared name is answered <status> where only the <member> may read
      Given a user and a client share the name shared1
      And the group pushy_job_readers has shared1 in it as a <member>
      When shared1 asks for the jobs as a <asker>
      Then the answer is <status>

      Examples:
        | member | asker  | status |
        | user   | user   | 200    |
        | user   | client | 403    |
        | client | user   | 403    |
        | client | client | 200    |

    @ACCESS-043
    Scenario Outline: a request of the <asker> of a shared name is answered <status> where the user is an outsider
      Given a client and a user of no organisation share the name shared1
      When shared1 asks for the jobs as a <asker>
      Then the answer is <status>

      Examples:
        | asker  | status |
        | user   | 403    |
        | client | 200    |

  Rule: a key of neither the user nor the client is rejected

    @ACCESS-044
    Scenario: a request in a shared name that is signed with a third key is rejected
      Given a user and a client share the name shared1
      And shared1 has another key
      When shared1 asks for the jobs
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{shared1}'
        """
