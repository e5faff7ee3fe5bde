@doc:org-feed @needs:feeds @needs:org-feed @needs:organisations
Feature: The events of an organization's feed expire
  # seeds: API, "jobs_status_feed"; protocol §7

  Rule: expired events are no longer sent

    @FEEDS-018 @should @waits:history
    Scenario: a reader that names an expired event gets only the events that are left
      Given reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      And the events that reader1 was told have expired
      And a job on ghost has ended as quorum_failed
      When reader2 follows the organisation from where reader1 was at "start job1"
      Then reader2 is told:
        """
        start_of_history
        start job2
        job_complete job2 quorum_failed
        """

    @FEEDS-019 @extension @needs:restart @needs:alone
    Scenario: the time for which events are kept is configurable
      Given the server has been restarted to record the events of organisations for 0 seconds
      And reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      And reader2 follows the organisation from where reader1 was at "start job1"
      When a job on ghost has ended as quorum_failed
      Then reader2 is told:
        """
        start_of_history
        start job2
        job_complete job2 quorum_failed
        """
