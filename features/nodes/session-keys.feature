Feature: The key of the messages between a node and the server
  # protocol §3, `encoded_session_key`

  Rule: the session key is the node's, and encrypted for whoever asks

    @NODES-081 @must
    Scenario: a node asks twice
      Given web1 is a client of the organisation
      When web1 has asked for the session key of web1
      And web1 has asked for the session key of web1
      Then it is the same each time

    @NODES-082 @must @needs:organisations
    Scenario: a user asks, too
      Given web1 is a client of the organisation
      And rebecca is a user of the organisation
      When web1 has asked for the session key of web1
      And rebecca has asked for the session key of web1
      Then it is the same each time

    @NODES-083 @should @needs:chef-api
    Scenario: a node is given another key to sign with
      Given web1 is a client of the organisation
      And web1 has asked for the session key of web1
      And web1 has another key
      And admin has sent PUT to "/organizations/{org}/clients/{web1}" with:
        """
        { "public_key": "{key of web1}" }
        """
      When web1 has asked for the session key of web1
      Then it is the same each time

    @NODES-084 @must
    Scenario: two nodes
      When admin has asked for the session key of web1
      And admin has asked for the session key of web2
      Then it is another each time

    @NODES-085 @should @needs:organisations
    Scenario: nodes of the same name in two organisations
      Given another organisation
      When admin has asked for the session key of web1
      And the admin of the other organisation has asked for the session key of web1
      Then it is another each time
