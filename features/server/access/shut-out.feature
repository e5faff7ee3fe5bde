@extension @needs:chef-api @needs:counters
Feature: A node whose client is deleted or given another key is shut out
  # protocol §3 lets a session key live as long as the server, and says nothing of a client's end

  @needs:own-server @needs:feeds
  Rule: the node of a client that is deleted or given another key is down at once

    @ACCESS-053
    Scenario Outline: a node whose client is <changed> while it runs a job has crashed
      Given a server of its own
      And web1 and web2 answer by hand
      And a job is running on web1 and web2
      And web1 and web2 have started the command
      When the client of web1 is <changed>
      Then the feed says of web1: quorum_vote success, run_start, rehab, run_complete crashed
      And web1 is crashed in the job
      And the server refuses what web1 says
      And web2 has succeeded
      And the job ends as complete
      And web2 runs the next job

      Examples:
        | changed           |
        | deleted           |
        | given another key |

  @needs:own-server @needs:encryption
  Rule: the old keys of a node whose client is deleted or given another key are rejected

    @ACCESS-054
    Scenario Outline: the CURVE key of a node whose client was <changed> is rejected
      Given a server of its own
      And web1 has fetched its configuration
      And web1 connects as its configuration says
      And the server comes to list web1
      And the client of web1 is <changed>
      When web1 connects as its configuration says
      Then the server refuses the connection as ended_key

      Examples:
        | changed                                |
        | deleted                                |
        | given another key                      |
        | deleted and made anew                  |
        | deleted and made anew with its old key |

    @ACCESS-055 @needs:restart @needs:kept-keys
    Scenario: the CURVE key of a node whose client was made anew is rejected after a restart with kept keys
      Given a server that keeps its keys
      And web1 has fetched its configuration
      And web1 connects as its configuration says
      And the server comes to list web1
      And the client of web1 is deleted and made anew
      And the server has been restarted
      When web1 connects as its configuration says
      Then the server refuses the connection as unknown_key

    @ACCESS-056
    Scenario: a message with the session key from before the client was made anew is rejected
      Given a server that does not encrypt
      And web1 has fetched its configuration
      And web1 connects without encryption
      And the server comes to list web1
      And the client of web1 is deleted and made anew with its old key
      When web1 connects without encryption
      Then the server refuses it as ended_session

  @needs:own-server @needs:encryption
  Rule: the connection of a node whose client is deleted or given another key is ended at once

    @ACCESS-058
    Scenario Outline: the open connection of a node whose client is <changed> is ended
      Given a server of its own
      And web1 has fetched its configuration
      And web1 connects as its configuration says
      And the server comes to list web1
      When the client of web1 is <changed>
      Then the server has ended the connection of web1

      Examples:
        | changed                                |
        | deleted                                |
        | given another key                      |
        | deleted and made anew with its old key |

  Rule: the node of a client that is made anew or given another key gets another session key

    @ACCESS-057
    Scenario Outline: a node whose client was <changed> gets another session key
      Given web1 is a client of the organisation
      And web1 has asked for the session key of web1
      And the client of web1 is <changed>
      When web1 has asked for the session key of web1
      Then it is another each time

      Examples:
        | changed                                |
        | given another key                      |
        | deleted and made anew with its old key |
