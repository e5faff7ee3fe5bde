@must @doc:protocol-8
Feature: A client outlives its server, and its configuration
  # protocol §3, §6, §8 and §10. A server that is restarted has new CURVE and session keys, as the shipped one has.

  Rule: a client configures itself anew when its server was restarted, whatever it does

    @CLIENT-040
    Scenario: the client configures itself anew when the server was restarted with new keys, and takes jobs again
      When the server is restarted with new keys
      Then it has asked for its configuration again and is available
      And it runs the next job

    @CLIENT-041 @doc:protocol-6
    Scenario: the client is free for jobs again when the server was restarted while it ran one
      Given the client runs a job that ends by itself
      When the server is restarted with new keys
      Then it has asked for its configuration again and is available
      And it runs the next job

  Rule: a client configures itself anew before its configuration has expired

    @CLIENT-042 @doc:protocol-3 @doc:protocol-10 @waits:short-life
    Scenario: the client configures itself anew before its configuration has ended, at most a tenth of its life earlier
      When the server is restarted and gives configurations that soon expire
      Then it asks for its configuration in the last tenth of the life of the one that it has, or has the quirk deadline-every-5s

  Rule: a client answers an abort, even while it is about to count its server as offline

    # A client that kills its command at once is not in danger, nor is one that ends the kill before its next interval: that is
    # what the quirk needs. The moment is measured, since clients count their intervals differently.
    @CLIENT-043 @doc:protocol-10 @waits:offline
    Scenario: the client answers an abort that comes just before it counts its server as offline
      Given a client that counts its server as offline after a few intervals without a heartbeat
      And it was counted how many heartbeats it sends until then
      When it has to abort a job right after the last of these heartbeats
      Then it answers with aborted, or has the quirk stuck-in-flight
