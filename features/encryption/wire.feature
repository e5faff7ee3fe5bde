Feature: What the network sees
  # protocol §4: heartbeats travel in the clear, all else is encrypted unless that is switched off

  Rule: nobody on the network reads commands

    Scenario: a job, seen from the network
      Given a server on a network that is listened to
      And web1 is healthy
      When the job `echo sesame` is started on it
      And the job ends as complete
      Then the commands on the wire do not show "echo sesame"
      And the commands on the wire do not show "ack_commit"
      And the heartbeats on the wire show ""type":"heartbeat""
      And the heartbeats on the wire show "SigningMethod:rsa2048_sha1"
      And the heartbeats on the wire do not show "{job}"

  Rule: encryption can be switched off, to look at what travels

    Scenario: a job, seen from the network
      Given a server that does not encrypt, on a network that is listened to
      And web1 is healthy
      When the job `echo sesame` is started on it
      And the job ends as complete
      Then the commands on the wire show "echo sesame"
      And the commands on the wire show ""type":"ack_commit""
      And the commands on the wire show "SigningMethod:hmac_sha256"

    Scenario: a client that does not encrypt
      Given a server that does not encrypt
      And web1 has fetched its configuration
      When web1 connects without encryption
      Then the server comes to list web1
