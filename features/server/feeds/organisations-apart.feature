@doc:org-feed @needs:feeds @needs:org-feed @needs:organisations
Feature: An organization's feed has no jobs of another
  # seeds: API, "jobs_status_feed"; protocol §7

  Rule: no organization gets events of another's jobs

    @FEEDS-034 @must
    Scenario: a job of another organization is not reported to a connected reader
      Given another organisation
      And reader1 follows the organisation
      And a job in the other organisation has ended
      When a job on ghost has ended as quorum_failed
      Then reader1 is told:
        """
        start job1
        job_complete job1 quorum_failed
        """

    @FEEDS-035 @must
    Scenario: the history has no job of another organization
      Given another organisation
      And a job in the other organisation has ended
      And a job on ghost has ended as quorum_failed
      When reader1 follows the organisation with a Last-Event-ID that no event has
      Then reader1 is told:
        """
        start_of_history
        start job1
        job_complete job1 quorum_failed
        """

    @FEEDS-036 @documented @should
    Scenario: an event id of one organization is unknown in another
      Given another organisation
      And reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      When reader2 follows the other organisation from where reader1 was at "start job1"
      Then reader2 is told:
        """
        start_of_history
        """
