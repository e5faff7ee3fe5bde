Feature: The key of the messages between a node and the server
  # protocol §3, `encoded_session_key`

  Rule: the session key is the node's own, and nobody else gets it

    @NODES-081 @must
    Scenario: a node that asks twice gets the same session key
      Given web1 is a client of the organisation
      When web1 has asked for the session key of web1
      And web1 has asked for the session key of web1
      Then it is the same each time

    @NODES-082 @should @needs:organisations
    Scenario: a user with read access gets a session key that is not the node's
      Given web1 is a client of the organisation
      And rebecca is a user of the organisation
      When web1 has asked for the session key of web1
      And rebecca has asked for the session key of web1
      Then rebecca has another key than web1

    @NODES-122 @should @needs:organisations @needs:feeds
    Scenario: a user who looks at the configuration of a node that is up changes nothing for it
      Given web1 is healthy
      And rebecca is a user of the organisation
      When rebecca has fetched the configuration of web1
      Then web1 runs the next job
      And web1 was not disturbed

    @NODES-084 @must
    Scenario: two nodes get different session keys
      Given web1 is a client of the organisation
      And web2 is a client of the organisation
      When web1 has asked for the session key of web1
      And web2 has asked for the session key of web2
      Then it is another each time

    @NODES-085 @should @needs:organisations
    Scenario: nodes of one name in two organizations get different session keys
      Given another organisation
      And web1 is a client of the organisation
      And web1 is a client of the other organisation, too
      When web1 has asked for the session key of web1
      And web1 has asked for the session key of web1 in the other organisation
      Then it is another each time
