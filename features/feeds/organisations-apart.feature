@doc:org-feed @needs:feeds @needs:org-feed @needs:organisations
Feature: Organisations do not hear of each other
  # seeds: API, "jobs_status_feed"; protocol §7

  Rule: no organisation is told of another's jobs

    @FEEDS-034 @must
    Scenario: what happens there while a reader is here
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
    Scenario: what has happened there
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
    Scenario: an event of there is not known here
      Given another organisation
      And reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      When reader2 follows the other organisation from where reader1 was at "start job1"
      Then reader2 is told:
        """
        start_of_history
        """
