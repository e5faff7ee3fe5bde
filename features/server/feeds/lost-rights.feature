@extension @needs:organisations @needs:feeds @needs:org-feed
Feature: The end of a feed whose reader may not read any more
  # protocol §1 lets a request be made by whoever may read at that moment, and says nothing of feeds that are open

  Rule: an open feed ends when its reader loses the right to read

    Background:
      Given rebecca is a user of the organisation
      And the group pushy_job_readers has rebecca in it
      And the group pushy_job_readers has admin in it
      And web1 answers by hand
      And a job is running on web1

    @FEEDS-081
    Scenario Outline: the feeds of a user who is <changed> end, and nobody else's
      Given reader1 follows the job in the name of rebecca
      And reader2 follows the organisation in the name of rebecca
      And reader3 follows the job
      When rebecca is <changed>
      Then the feeds of reader1 and reader2 end
      And web1 has succeeded
      And the job ends as complete
      And reader1 and reader2 were told no job_complete
      And reader3 is told of job_complete

      Examples:
        | changed                                 |
        | removed from the organisation           |
        | deleted                                 |
        | removed from the group of those who read |

    @FEEDS-082
    Scenario: the feed of a client that is deleted ends
      Given web2 is a client of the organisation
      And the group pushy_job_readers has web2 in it
      And reader1 follows the organisation in the name of web2
      When the client of web2 is deleted
      Then the feeds of reader1 end
