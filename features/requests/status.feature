Feature: The status of the server is for everybody
  # protocol §2, `GET /pushy/_status`

  Rule: no signature is needed

    @REQUESTS-136 @must
    Scenario: anybody asks
      When GET is sent to "/pushy/_status" without a signature
      Then the answer is 200
      And the answer has the keys "status, incarnation_id, node_fsm_count, job_processes"

    @REQUESTS-137 @should
    Scenario: a wrong signature does no harm
      When somebody unknown sends GET to "/pushy/_status"
      Then the answer is 200

  @may @needs:restart
  Rule: it tells what the server is busy with

    @REQUESTS-138
    Scenario: nothing
      When GET is sent to "/pushy/_status" without a signature
      Then the answer is 200 with the body:
        """
        { "status": "it's alive", "incarnation_id": "<uuid>", "node_fsm_count": 0, "job_processes": [] }
        """

    @REQUESTS-139 @needs:feeds
    Scenario: two nodes and a job
      Given web1 and web2 answer by hand
      And a job is running on web1
      When GET is sent to "/pushy/_status" without a signature
      Then the answer is 200 with the body:
        """
        { "status": "it's alive", "incarnation_id": "<uuid>", "node_fsm_count": 2, "job_processes": ["{job}"] }
        """

    @REQUESTS-140 @needs:feeds @waits:memory
    Scenario: a job that has ended goes after a while
      Given web1 is healthy
      And a job on them has ended as complete
      And the job is no longer in memory
      When GET is sent to "/pushy/_status" without a signature
      Then the answer is 200 with the body:
        """
        { "status": "it's alive", "incarnation_id": "<uuid>", "node_fsm_count": 1, "job_processes": [] }
        """
