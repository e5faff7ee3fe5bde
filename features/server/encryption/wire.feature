@doc:encryption @needs:encryption
Feature: What the network sees
  # protocol §4: heartbeats travel in the clear, all else is encrypted unless that is switched off

  @must
  Rule: nobody on the network can read commands

    @ENCRYPTION-006 @needs:feeds @needs:network
    Scenario: a listener on the network sees heartbeats and nothing of a job
      Given a server on a network that is listened to
      And web1 is healthy
      When the job `echo sesame` is started on it
      And the job ends as complete
      Then the commands on the wire do not show "echo sesame"
      And the commands on the wire do not show "ack_commit"
      And the heartbeats on the wire show ""type":"heartbeat""
      And the heartbeats on the wire show "SigningMethod:rsa2048_sha1"
      And the heartbeats on the wire do not show "{job}"

  @may
  Rule: encryption can be disabled to look at the traffic

    @ENCRYPTION-007 @needs:feeds @needs:network
    Scenario: a listener on the network sees the job of a server that does not encrypt
      Given a server that does not encrypt, on a network that is listened to
      And web1 is healthy
      When the job `echo sesame` is started on it
      And the job ends as complete
      Then the commands on the wire show "echo sesame"
      And the commands on the wire show ""type":"ack_commit""
      And the commands on the wire show "SigningMethod:hmac_sha256"

    @ENCRYPTION-008 @needs:organisations @needs:own-server
    Scenario: a node without encryption connects to a server that does not encrypt
      Given a server that does not encrypt
      And web1 has fetched its configuration
      When web1 connects without encryption
      Then the server comes to list web1
