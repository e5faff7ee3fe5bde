@doc:protocol-4
Feature: A client does not take from anybody but its server what only its server may say
  # protocol §4. A job that follows shows that the client has got over what it was told, and has not answered it late.

  @must
  Rule: a commit that its server has not signed, or not now, is not answered

    @CLIENT-030
    Scenario: the client does not answer a commit with a wrong signature
      When it is sent a commit with a wrong signature
      Then it does not answer this commit
      And it runs the next job

    @CLIENT-031
    Scenario: the client does not answer a commit whose body was changed after it was signed
      When it is sent a commit with a body that was changed after it was signed
      Then it does not answer this commit
      And it runs the next job

    @CLIENT-032 @doc:protocol-10
    Scenario: the client does not answer a commit whose timestamp is too old
      When it is sent a commit with a timestamp that is too old
      Then it does not answer this commit, or has the quirk old-timestamps
      And it runs the next job

    @CLIENT-038
    Scenario: the client does not answer a commit whose timestamp is too far in the future
      When it is sent a commit with a timestamp that is too far in the future
      Then it does not answer this commit
      And it runs the next job

  @may
  Rule: a commit that came before may be told by its sequence, which is left to the client

    @CLIENT-033 @doc:protocol-10
    Scenario: the client does not answer a commit that came before
      When it is sent the commit of a job once more
      Then it does not answer this commit, or has the quirk replays
      And it runs the next job

  @must
  Rule: what its server has not signed changes nothing, and what nobody can read does no harm

    @CLIENT-034
    Scenario: the client goes on with its job when an abort has a wrong signature
      Given the client runs a job that goes on
      When it is sent an abort with a wrong signature
      Then it goes on with this job and says nothing but heartbeats of it

    @CLIENT-035
    Scenario: the client goes on when messages cannot be read: no JSON, no header, unknown types, frames too many
      When it is sent what is no JSON, has no header, is of an unknown type, or has frames too many or too few
      Then it runs the next job

    @CLIENT-036 @doc:protocol-8
    Scenario: the client does not believe a heartbeat of another incarnation with a wrong signature
      When it hears a heartbeat of another incarnation with a wrong signature
      Then it does not ask for its configuration during 4 heartbeats
      And it runs the next job

  @must
  Rule: a client sends nothing that its server has to refuse

    @CLIENT-037
    Scenario: the client has sent nothing so far that its server has to refuse
      Then it has sent nothing so far that the server refuses
