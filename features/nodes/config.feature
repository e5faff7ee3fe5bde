Feature: A node gets its configuration
  # protocol §3; who may ask for it: features/access/node-configuration.feature; other methods than GET: among the requests

  Rule: it says all that a node needs to connect

    @NODES-025 @must
    Scenario: a node asks for it
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
    Scenario: the server does not encrypt
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

  Rule: the key of its connection comes with the question

    @NODES-027 @should
    Scenario Outline: <what>
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
    Scenario: the server does not encrypt, and does not look at it
      Given a server that does not encrypt
      And web1 is a client of the organisation
      When web1 sends GET to "config/{web1}?ccpk=short"
      Then the answer is 200
