@should @needs:organisations
Feature: One name may be a user and a client at once
  # protocol §1: every key that is known for a name is tried

  Rule: either key is as good, each for what its owner may do

    @ACCESS-041
    Scenario Outline: the <kind> of a shared name asks
      Given a user and a client share the name shared1
      When shared1 asks for the jobs as a <kind>
      Then the answer is 200

      Examples:
        | kind   |
        | user   |
        | client |

    @ACCESS-042
    Scenario Outline: only the <member> may read, and the <asker> asks
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
    Scenario Outline: the user belongs to no organisation, and the <asker> asks
      Given a client and a user of no organisation share the name shared1
      When shared1 asks for the jobs as a <asker>
      Then the answer is <status>

      Examples:
        | asker  | status |
        | user   | 403    |
        | client | 200    |

  Rule: a key that is neither's is refused

    @ACCESS-044
    Scenario: another's key
      Given a user and a client share the name shared1
      And shared1 has another key
      When shared1 asks for the jobs
      Then the answer is 401 with the errors:
        """
        Invalid signature for user or client '{shared1}'
        """
