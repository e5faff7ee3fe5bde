Feature: A node gets its configuration
  # protocol §3; who may ask for it: features/server/access/node-configuration.feature; other methods than GET: among the requests

  Rule: the configuration has all that a node needs to connect

    @NODES-025 @must
    Scenario: a node gets its configuration
      Given web1 is a client of the organisation
      When web1 asks for the configuration of web1
      Then the answer is 200 with the body:
        """
        {
          "type": "config", "host": "<host>", "node": "{web1}", "organization": "{org}",
          "push_jobs": {
            "heartbeat": {
              "out_addr": "<tcp address>", "command_addr": "<tcp address>", "interval": {heartbeat interval},
              "offline_threshold": "<positive number>", "online_threshold": "<positive number>"
            }
          },
          "public_key": "<public key>", "curve_public_key": "<curve key>",
          "encoded_session_key": { "method": "hmac_sha256", "key": "<base64>" },
          "lifetime": {config lifetime}, "max_message_skew": "<positive number>",
          "max_body_size": "<positive number>", "incarnation_id": "<uuid>"
        }
        """
      And the answer is of this life of the server

    @NODES-121 @must @needs:own-server
    Scenario: a node gets the usual settings in its configuration
      Given web1 is a client of the organisation
      When web1 asks for the configuration of web1
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
          "public_key": "<public key>", "curve_public_key": "<curve key>",
          "encoded_session_key": { "method": "hmac_sha256", "key": "<base64>" },
          "lifetime": 3600, "max_message_skew": 300, "max_body_size": 65536, "incarnation_id": "<uuid>"
        }
        """
      And the answer is of this life of the server

    @NODES-026 @may @needs:own-server
    Scenario: the configuration of a server that does not encrypt has no CURVE key
      Given a server that does not encrypt
      And web1 is a client of the organisation
      When web1 sends GET to "config/{web1}"
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

  Rule: a request for a configuration brings the key of the node's connection

    @NODES-027 @should
    Scenario Outline: a configuration request is rejected for its connection key: <what>
      Given web1 is a client of the organisation
      When web1 sends GET to "config/{web1}<query>"
      Then the answer is <status> with the errors:
        """
        <error>
        """

      Examples:
        | what                       | query                                           | status | error        |
        | none                       |                                                 | 400    | Missing ccpk |
        | none, but the version      | ?version=2.0                                    | 400    | Missing ccpk |
        | an empty one               | ?ccpk=&version=2.0                              | 400    | Missing ccpk |
        | two                        | ?ccpk={curve key}&ccpk={curve key}              | 400    | Missing ccpk |
        | too short                  | ?ccpk=short&version=2.0                         | 401    | Bad ccpk     |
        | one character long         | ?ccpk=01234567890123456789012345678901234567890 | 401    | Bad ccpk     |
        | one character short        | ?ccpk=012345678901234567890123456789012345678   | 401    | Bad ccpk     |
        | not Z85                    | ?ccpk=~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  | 401    | Bad ccpk     |
        | Z85 that stands for no key | ?ccpk=$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$  | 401    | Bad ccpk     |

    @NODES-028 @may @needs:own-server
    Scenario: a server that does not encrypt ignores the connection key of a request
      Given a server that does not encrypt
      And web1 is a client of the organisation
      When web1 sends GET to "config/{web1}?ccpk=short"
      Then the answer is 200

  # seeds: announcement: "Push 2.0 client and server are not backward compatible with 1.x versions". A client of version 1
  # has no key of a connection and asks without a query: so it is refused before it could connect in the clear
  @doc:versions @needs:encryption
  Rule: a client of version 1 gets no configuration from a server that encrypts

    @NODES-118 @should
    Scenario Outline: a client of version 1 that asks for its configuration <how> is rejected
      Given web1 is a client of the organisation
      When web1 sends GET to "config/{web1}<query>"
      Then the answer is 400 with the errors:
        """
        Missing ccpk
        """

      Examples:
        | how                    | query        |
        | and says nothing else  |              |
        | and says version 1.0   | ?version=1.0 |

    @NODES-119 @extension
    Scenario: a client with a connection key gets its configuration whatever version it names
      Given web1 is a client of the organisation
      When web1 sends GET to "config/{web1}?ccpk={curve key}&version=1.0"
      Then the answer is 200
