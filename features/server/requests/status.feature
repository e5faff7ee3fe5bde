Feature: The status of the server is for everybody
  # protocol §2, `GET /pushy/_status`

  Rule: the status needs no signature

    @REQUESTS-136 @must
    Scenario: the status is answered without a signature
      When GET is sent to "/pushy/_status" without a signature
      Then the answer is 200
      And the answer has the keys "status, incarnation_id, node_fsm_count, job_processes"

    @REQUESTS-137 @should
    Scenario: the status is answered to an unknown user
      When somebody unknown sends GET to "/pushy/_status"
      Then the answer is 200

    @REQUESTS-167 @should
    Scenario: a status that is asked for as text/html is answered 406
      When admin sends GET to "/pushy/_status" with the header "Accept" set to "text/html"
      Then the answer is 406

  @may @needs:restart @needs:alone
  Rule: the status has the number of nodes and the jobs in progress

    @REQUESTS-138
    Scenario: the status of an idle server has no nodes and no jobs
      When GET is sent to "/pushy/_status" without a signature
      Then the answer is 200 with the body:
        """
        { "status": "it's alive", "incarnation_id": "<uuid>", "node_fsm_count": 0, "job_processes": [] }
        """

    @REQUESTS-139 @needs:feeds
    Scenario: the status of a busy server has two nodes and a job
      Given web1 and web2 answer by hand
      And a job is running on web1
      When GET is sent to "/pushy/_status" without a signature
      Then the answer is 200 with the body:
        """
        { "status": "it's alive", "incarnation_id": "<uuid>", "node_fsm_count": 2, "job_processes": ["{job}"] }
        """

    @REQUESTS-140 @needs:feeds @waits:memory
    Scenario: the status has no job that has left memory
      Given web1 is healthy
      And a job on them has ended as complete
      And the job is no longer in memory
      When GET is sent to "/pushy/_status" without a signature
      Then the answer is 200 with the body:
        """
        { "status": "it's alive", "incarnation_id": "<uuid>", "node_fsm_count": 1, "job_processes": [] }
        """
