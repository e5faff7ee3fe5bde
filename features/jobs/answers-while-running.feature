Feature: What a node's answer does while its job is running

  # web2 keeps the job running, and its own end is the fence: what web1 said has been dealt with by then.

  Background:
    Given web1 and web2 answer by hand
    And a job is running on web1 and web2

  Rule: a ready node starts the run or is lost to it

    Scenario Outline: a ready node <does>
      When web1 <does>
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, <events>
      And web1 is <status> in the job

      Examples:
        | does             | events                         | status  |
        | says ack_run     | run_start                      | running |
        | says nack_run    | rehab, run_complete run_nacked | failed  |
        | says succeeded   | rehab, run_complete crashed    | crashed |
        | says failed      | rehab, run_complete crashed    | crashed |
        | says ack_commit  | rehab, run_complete crashed    | crashed |
        | says nack_commit | rehab, run_complete crashed    | crashed |
        | says aborted     | rehab, run_complete crashed    | crashed |
        | goes down        | rehab, run_complete crashed    | crashed |

  Rule: a running node ends well, badly or not at all

    Scenario Outline: a running node <does>
      Given web1 has started the command
      When web1 <does>
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, run_start<events>
      And web1 is <status> in the job

      Examples:
        | does             | events                                         | status    |
        | says nack_run    | , rehab, run_complete run_nacked_while_running | failed    |
        | says succeeded   | , run_complete success                         | succeeded |
        | says failed      | , run_complete failure                         | failed    |
        | says ack_commit  | , rehab, run_complete crashed                  | crashed   |
        | says nack_commit | , rehab, run_complete crashed                  | crashed   |
        | says aborted     | , rehab, run_complete crashed                  | crashed   |
        | goes down        | , rehab, run_complete crashed                  | crashed   |

    Scenario: a running node says ack_run again
      Given web1 has started the command
      When web1 says ack_run
      And web1 says succeeded
      Then the feed says of web1: quorum_vote success, run_start, run_complete success
      And web1 is succeeded in the job

  Rule: a node that has ended is made to drop everything, whatever it says

    Scenario Outline: a node that has succeeded <does>
      Given web1 has started the command
      And web1 has succeeded
      When web1 <does>
      And web2 says succeeded
      Then the feed says of web1: quorum_vote success, run_start, run_complete success, <events>
      And web1 is succeeded in the job

      Examples:
        | does             | events                                        |
        | says ack_run     | run_complete client_died_while_running, rehab |
        | says nack_run    | rehab, run_complete client_died_while_running |
        | says succeeded   | rehab, run_complete client_died_while_running |
        | says failed      | rehab, run_complete client_died_while_running |
        | says ack_commit  | rehab, run_complete client_died_while_running |
        | says nack_commit | rehab, run_complete client_died_while_running |
        | says aborted     | rehab, run_complete client_died_while_running |
        | goes down        | rehab, run_complete client_died_while_running |
