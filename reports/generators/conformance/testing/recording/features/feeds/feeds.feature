Feature: Feeds

  Rule: "text" of a server is <b>shown</b>, never obeyed

    @FEEDS-001 @must @doc:job-feed
    Scenario: an answer full of markup
      When admin asks for "evil"
      Then the answer is 200

    @FEEDS-002 @must @doc:job-feed
    Scenario: a step of the harness itself breaks
      When the harness cannot open a port
      Then the answer is 200

    @FEEDS-003 @must @breaks
    Scenario: a place that cannot be made
      Then the answer is 200

    @FEEDS-004 @must
    Scenario: a failure that is excused no more
      When admin asks for "late"
      Then the answer is 200

    @FEEDS-005 @may
    Scenario: what nobody asked about
      When admin asks for "noise"
      Then the answer is 200
