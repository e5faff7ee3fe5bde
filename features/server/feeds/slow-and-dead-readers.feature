Feature: Slow and disconnected readers do not affect others
  # protocol §7; the bound is the setting maxReaderBufferBytes

  @needs:org-feed @needs:organisations
  Rule: a reader that does not read is disconnected, and the log reports it

    @FEEDS-050 @extension @needs:log
    Scenario: a reader that stops reading is disconnected
      Given reader1 follows the organisation without reading
      And reader2 follows the organisation
      When jobs with long commands are started until reader1 is cut off
      Then the log says which feed was cut off, and how much was waiting
      And reader1 finds that its stream is broken
      And reader2 is told the start and the end of each of those jobs

    @FEEDS-051 @extension @needs:log @needs:restart
    Scenario: the amount that is buffered for a reader is configurable
      Given the server has been restarted to keep 4 megabytes for a reader
      And reader1 follows the organisation without reading
      And reader2 follows the organisation
      When jobs with long commands are started until reader1 is cut off
      Then the log says that more than 4 megabytes were waiting

    @FEEDS-052 @should @needs:feeds
    Scenario: nobody waits for a reader that does not read
      Given web1 is healthy
      And reader1 follows the organisation without reading
      And reader2 follows the organisation
      And a job with a long command on ghost has ended as quorum_failed
      And a job with a long command on ghost has ended as quorum_failed
      When a job is started on web1
      Then the job ends as complete
      And reader2 is told:
        """
        start job1
        job_complete job1 quorum_failed
        start job2
        job_complete job2 quorum_failed
        start job3
        job_complete job3 complete
        """

    @FEEDS-053 @should @needs:feeds
    Scenario: a slow reader that is not disconnected gets every event in the end
      Given reader1 follows the organisation without reading
      And a job with a long command on ghost has ended as quorum_failed
      And a job with a long command on ghost has ended as quorum_failed
      When reader1 begins to read
      Then reader1 is told:
        """
        start job1
        job_complete job1 quorum_failed
        start job2
        job_complete job2 quorum_failed
        """

  Rule: a reader that disconnects is forgotten at once

    @FEEDS-054 @extension @needs:org-feed @needs:metrics @needs:organisations
    Scenario: the server no longer counts a reader that has disconnected
      Given reader1, reader2 and reader3 follow the organisation
      And the server counts 3 readers
      When reader2 goes away
      Then the server counts 2 readers

    @FEEDS-055 @extension @needs:feeds @needs:org-feed @needs:metrics @needs:organisations
    Scenario: the server no longer counts a reader whose feed has ended
      Given reader1 follows the organisation
      And a job on ghost has ended as quorum_failed
      When reader2 follows the job
      Then reader2 is told to the end:
        """
        start
        quorum_vote ghost down
        rehab ghost
        job_complete quorum_failed
        """
      And the server counts 1 reader

    @FEEDS-056 @should @needs:feeds
    Scenario: a reader gets every event while others disconnect
      Given web1 answers by hand
      And a job with quorum 1 is voting on web1
      And reader1, reader2 and reader3 follow the job
      And web1 has voted yes
      And reader2 goes away
      And reader1 goes away
      And web1 has started the command
      When web1 says succeeded
      Then reader3 is told to the end:
        """
        start
        quorum_vote web1 success
        quorum_succeeded
        run_start web1
        run_complete web1 success
        job_complete complete
        """
