@extension @needs:own-server @needs:unencrypted @needs:feeds
Feature: Nodes that cannot encrypt take part beside nodes that do, where the server takes them
  # protocol §3: a client of version 1 brings no CURVE key and gets a configuration without one. A server need not take it

  Rule: a node without encryption takes part in jobs as any other

    @ENCRYPTION-015
    Scenario: a job runs on a node that encrypts and on one that cannot
      Given a server that takes nodes without encryption too
      And web1 is healthy
      And web2 cannot encrypt
      When a job is started on web1 and web2
      Then the job ends as complete
      And web1 and web2 are succeeded in the job

    @ENCRYPTION-016
    Scenario: the vote of a node that cannot encrypt counts for the quorum
      Given a server that takes nodes without encryption too
      And web1 is busy
      And web2 cannot encrypt
      When a job with quorum 1 is started on web1 and web2
      Then the job ends as complete
      And web1 is nacked in the job
      And web2 is succeeded in the job

    @ENCRYPTION-017
    Scenario: a node that cannot encrypt and dies before it votes is missing for the quorum
      Given a server that takes nodes without encryption too
      And web1 is healthy
      And web2 cannot encrypt, and dies before it votes
      When a job is started on web1 and web2
      Then the job ends as quorum_failed
      And web1 is was_ready in the job
      And web2 is unavailable in the job

    @ENCRYPTION-018 @needs:capture
    Scenario: the output of a node that cannot encrypt is kept beside that of one that can
      Given a server that takes nodes without encryption too
      And web1 runs real commands
      And web2 cannot encrypt, and runs real commands
      When the job `printf %s "$CHEF_PUSH_NODE_NAME"` is started on web1 and web2 with its output captured
      Then the job ends as complete
      And the stdout of web1 is "{web1}"
      And the stdout of web2 is "{web2}"

  Rule: a node that brings no CURVE key is given other ports and no CURVE key

    @ENCRYPTION-019
    Scenario Outline: the configuration of a node that brings no key has none, <what>
      Given a server that takes nodes without encryption too
      And web1 is a client of the organisation
      When web1 sends GET to "config/{web1}<query>"
      Then the answer is 200 with the body:
        """
        {
          "type": "config", "host": "<host>", "node": "{web1}", "organization": "{org}",
          "push_jobs": {
            "heartbeat": {
              "out_addr": "<tcp address>", "command_addr": "<tcp address>", "interval": {heartbeat interval},
              "offline_threshold": 3, "online_threshold": 2
            }
          },
          "public_key": "<public key>",
          "encoded_session_key": { "method": "hmac_sha256", "key": "<base64>" },
          "lifetime": 3600, "max_message_skew": 300, "max_body_size": 65536, "incarnation_id": "<uuid>"
        }
        """

      Examples:
        | what                          | query        |
        | where it names no version     |              |
        | where it names version 1.0    | ?version=1.0 |
        | where it names version 2.0    | ?version=2.0 |

    @ENCRYPTION-020
    Scenario Outline: a key that is none is rejected, also where a node may come without: <what>
      Given a server that takes nodes without encryption too
      And web1 is a client of the organisation
      When web1 sends GET to "config/{web1}<query>"
      Then the answer is <status> with the errors:
        """
        <error>
        """

      Examples:
        | what         | query                                | status | error        |
        | an empty one | ?ccpk=&version=2.0                   | 400    | Missing ccpk |
        | two          | ?ccpk={curve key}&ccpk={curve key}   | 400    | Missing ccpk |
        | too short    | ?ccpk=short&version=2.0              | 401    | Bad ccpk     |

  Rule: a node without encryption is known by its session key alone

    @ENCRYPTION-021 @needs:counters
    Scenario: nobody is let in without encryption at the port for nodes that encrypt
      Given a server that takes nodes without encryption too
      And web2 is healthy
      And web1 has fetched its configuration
      When web1 connects without encryption
      Then the server refuses the connection as failed_handshake
      And web2 runs the next job
      And web2 was not disturbed

    @ENCRYPTION-022 @needs:chef-api @needs:counters
    Scenario: the node without encryption of a client that is deleted is down, and what it says is refused
      Given a server that takes nodes without encryption too
      And web1 is healthy
      And web2 cannot encrypt
      When the client of web2 is deleted
      Then the server refuses what web2 says
      And web1 runs the next job
      And web1 was not disturbed

  Rule: nodes without encryption are marked

    @ENCRYPTION-023 @needs:diagnosis
    Scenario: who is connected without encryption is listed and noted
      Given a server that takes nodes without encryption too
      And web1 is healthy
      When web2 cannot encrypt
      Then web2 is listed as connected without encryption, and nobody else
      And the diagnosis of web2 notes "connected without encryption: whoever is on the way reads commands, their environment, files and output"
