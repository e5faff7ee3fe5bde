@doc:job @needs:feeds
Feature: The file of a job is shown on request
  # seeds: API, "jobs/ID", `include_file`, and "Request with ?include_file parameter"; protocol §2

  @must
  Rule: the file is shown on request, with its prefix

    @JOBS-036
    Scenario Outline: a job with the file "<file>" is shown with it
      Given this job has ended on ghost as quorum_failed:
        """
        { "command": "true", "file": "<file>" }
        """
      When admin asks for the job with its file
      Then the answer is the job with its file:
        """
        { "command": "true", "run_timeout": 3600, "status": "quorum_failed", "file": "<file>",
          "nodes": { "{ghost}": "unavailable" } }
        """

      Examples:
        | file            |
        | raw:echo hello  |
        | raw:            |
        | base64:aGVsbG8= |
        | base64:         |

    @JOBS-037
    Scenario: a job without a file is shown without one
      Given a job on ghost has ended as quorum_failed
      When admin asks for the job with its file
      Then the answer is the job with its file:
        """
        { "command": "true", "run_timeout": 3600, "status": "quorum_failed", "nodes": { "{ghost}": "unavailable" } }
        """

    @JOBS-038
    Scenario Outline: the query "<query>" does not ask for the file
      Given this job has ended on ghost as quorum_failed:
        """
        { "command": "true", "file": "raw:echo hello" }
        """
      When admin asks for "jobs/{job}?<query>"
      Then the answer is the job:
        """
        { "command": "true", "run_timeout": 3600, "status": "quorum_failed", "file": "raw:echo hello",
          "nodes": { "{ghost}": "unavailable" } }
        """

      Examples:
        | query              |
        | include_file       |
        | include_file=false |
        | include_file=      |
        | includefile=true   |
