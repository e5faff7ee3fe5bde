Feature: What the server has answered it keeps

  Rule: a restart changes nothing of what is shown

    @restarts
    Scenario: jobs, their options, the statuses of their nodes and what was written
      Given web1 runs real commands
      And this job has ended on web1 and ghost as complete:
        """
        { "command": "printf 'ü\\0\\n'; exit 3", "run_timeout": 300, "quorum": 1, "dir": "/",
          "env": { "FOO": "bears" }, "file": "raw:#!/bin/sh\n", "capture_output": true }
        """
      And this job has ended on ghost as quorum_failed:
        """
        { "command": "", "env": {} }
        """
      And these have been asked for:
        | path                           |
        | jobs                           |
        | jobs/{job}                     |
        | jobs/{job1}                    |
        | jobs/{job1}?include_file=true  |
        | jobs/{job1}/output/web1/stdout |
        | jobs/{job1}/output/web1/stderr |
      And the server has been restarted
      When they are asked for again
      Then the answers are the same

    @restarts
    Scenario: organisations, principals and groups
      Given rebecca is a user of the organisation
      And shrek is a user of no organisation
      And web1 is a client of the organisation
      And the group inner1 has rebecca in it
      And the group inner1 has web1 in it
      And the group admins has the group inner1 in it
      And these have been asked for:
        | path                                    |
        | /organizations                          |
        | /organizations/{org}                    |
        | /organizations/{org}/users              |
        | /organizations/{org}/clients            |
        | /organizations/{org}/clients/{web1}     |
        | /organizations/{org}/groups             |
        | /organizations/{org}/groups/admins      |
        | /organizations/{org}/groups/inner1      |
        | /organizations/{org}/principals/{shrek} |
        | /users                                  |
        | /users/{shrek}                          |
      And the server has been restarted
      When they are asked for again
      Then the answers are the same

    @restarts
    Scenario Outline: what <who> may
      Given rebecca is a user of the organisation
      And web1 is a client of the organisation
      And the group pushy_job_readers has rebecca in it
      And the server has been restarted
      When <who> asks for the jobs
      Then the answer is <status>

      Examples:
        | who     | status |
        | rebecca | 200    |
        | web1    | 403    |
        | pivotal | 200    |

  Rule: nor does its sudden death

    Scenario: it is killed while 200 clients start jobs as fast as they can
      Given a server in a process of its own
      When it is killed and started again while 200 clients start jobs one after the other
      Then it lists every job that was answered 201
      And none of them is unfinished

  Rule: data of a newer server is not touched

    Scenario: a server is started on it
      When a server is started on data of version 999
      Then it does not start, and says that the data has version 999 and what to do
