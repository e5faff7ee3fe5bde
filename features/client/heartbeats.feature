Feature: A client says that it is there, once an interval
  # protocol §4, §5 and §8

  Background:
    Given the client is available

  @must
  Rule: heartbeats come in time, and say who the client is and what it does

    @CLIENT-004 @doc:protocol-4 @doc:protocol-8 @waits:heartbeats
    Scenario: the client sends a heartbeat an interval
      When 6 more heartbeats of it have come
      Then there is about an interval between two of them

    @CLIENT-005 @doc:protocol-4
    Scenario: the client says in an idle heartbeat who it is, that it is idle, and that it has no job
      When a heartbeat of it comes
      Then it names its node, its organization, the job_state idle and no job
      And its incarnation_id is a UUID

  @must
  Rule: messages can be put in order, and told apart by the lives of the client

    @CLIENT-006 @doc:protocol-4
    Scenario: the client numbers what it says under one configuration so that each sequence is greater than the one before
      When 6 more heartbeats of it have come
      Then each message since its last configuration has a greater sequence than the one before

    @CLIENT-007 @doc:protocol-5
    Scenario: the client keeps one incarnation as long as its process lives
      When 2 more heartbeats of it have come
      Then all messages since its process was started name one incarnation

  @should
  Rule: a heartbeat says where the client runs and which version it speaks

    @CLIENT-008 @doc:protocol-4
    Scenario: the client names its host and protocol version 2.0
      When a heartbeat of it comes
      Then its protocol_version is 2.0
      And it names a host as its client
