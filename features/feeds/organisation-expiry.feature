@doc:org-feed @needs:feeds @needs:org-feed @needs:organisations
Feature: An organisation's feed forgets what happened long ago
  # seeds: API, "jobs_status_feed"; protocol §7

  Rule: events expire

    @FEEDS-018 @should @waits:history
    Scenario: an expired event is not told, and not known
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

    @FEEDS-019 @extension @needs:restart
    Scenario: how long events are recorded is a setting
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
