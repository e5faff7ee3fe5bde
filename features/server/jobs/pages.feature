@extension @needs:pages @needs:feeds
Feature: The list of jobs is given in pages
  # protocol §2, `GET jobs`: an extension of our own server

  Rule: the list is given in pages to whoever asks for them

    @JOBS-076
    Scenario: the newest jobs are listed in pages that name the next
      Given a job on ghost has ended as quorum_failed
      And a job on ghost has ended as quorum_failed
      And a job on ghost has ended as quorum_failed
      And admin asks for "jobs?limit=2&order=newest"
      And the answer is a page of the last 2 jobs, the newest first
      When admin asks for the next page
      Then the answer is the last page, with the 1 oldest jobs
