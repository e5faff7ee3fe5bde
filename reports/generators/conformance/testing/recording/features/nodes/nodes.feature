Feature: Where a node is asked for

  Rule: a node answers under two names

    @NODES-001 @must @documented @doc:connect
    Scenario: a node that is up
      Given web1 is healthy
      When admin asks for "connect/web1"
      Then the answer is 200

  Rule: a node answers under one name

    @NODES-002 @must @shipped
    Scenario: a node that is up
      Given web1 is healthy
      When admin asks for "connect/web1"
      Then the answer is 404

  Rule: a node is found again after a restart

    @NODES-003 @must @needs:restart
    Scenario: the server is stopped and started
      Given web1 is healthy
      And the server has been restarted
      Then web1 is available

    @NODES-004 @should
    Scenario: a node on a slow network is late
      Given web1 is slow
      Then web1 is available

    @NODES-005 @may
    Scenario: a node of a kind that is not known
      Given web1 is purple
      Then web1 is available

    @NODES-006 @extension @needs:diagnosis
    Scenario: why it is not available
      Given web1 is busy
      Then web1 is available

  Rule: a node that falls silent is missed

    @NODES-007 @must
    Scenario: a failure while the judge is held up
      Given web1 is late
      Then web1 is available
