@doc:jobs-post
Feature: The file that comes with a job
  # protocol §2, `file` and its messages; seeds: API, "jobs", POST: the required prefix

  @should
  Rule: a file needs a raw: or base64: prefix and matching content

    @JOBS-011 @needs:organisations
    Scenario Outline: a job with the file <file> is rejected
      When admin posts a job whose "file" is <file>
      Then the answer is 400 with the error "<error>"
      And no job was made

      Examples:
        | file               | error                                                      |
        | null               | an unknown validation error has occurred                   |
        | 17                 | an unknown validation error has occurred                   |
        | ""                 | invalid file contents (expected 'base64:...' or 'raw:...') |
        | "hello"            | invalid file contents (expected 'base64:...' or 'raw:...') |
        | "raw"              | invalid file contents (expected 'base64:...' or 'raw:...') |
        | "RAW:hello"        | invalid file contents (expected 'base64:...' or 'raw:...') |
        | "base32:NBSWY3DP"  | invalid file contents (expected 'base64:...' or 'raw:...') |
        | "file:///etc/motd" | invalid file contents (expected 'base64:...' or 'raw:...') |
        | "base64:***"       | invalid file contents (couldn't decode base64 string)      |
        | "base64:a"         | invalid file contents (couldn't decode base64 string)      |
        | "base64:aGVsbG8"   | invalid file contents (couldn't decode base64 string)      |
        | "base64:aGVs=bG8"  | invalid file contents (couldn't decode base64 string)      |
        | "base64:a-_="      | invalid file contents (couldn't decode base64 string)      |

    @JOBS-012
    Scenario Outline: a job with the file <file> is accepted
      When admin posts a job whose "file" is <file>
      Then the answer is 201

      Examples:
        | file                 |
        | "raw:"               |
        | "raw:raw:"           |
        | "base64:"            |
        | "base64:aGVsbG8="    |
        | "base64:aGVs\\nbG8=" |

  Rule: a file has at most 100,000 bytes when decoded

    @JOBS-013 @should
    Scenario Outline: a job with a <encoding> file of <bytes> bytes is answered <status>
      When admin posts a job with a <encoding> file of <bytes> bytes
      Then the answer is <status>

      Examples:
        | encoding | bytes  | status |
        | raw      | 99999  | 201    |
        | raw      | 100000 | 201    |
        | raw      | 100001 | 400    |
        | base64   | 99999  | 201    |
        | base64   | 100000 | 201    |
        | base64   | 100001 | 400    |

    @JOBS-014 @may @needs:organisations
    Scenario Outline: the rejection of a <encoding> file that is too large names the limit
      When admin posts a job with a <encoding> file of 100001 bytes
      Then the answer is 400 with the error "invalid file size (must be <= 100000 bytes)"
      And no job was made

      Examples:
        | encoding |
        | raw      |
        | base64   |

    @JOBS-062 @must @needs:feeds
    Scenario Outline: a job brings a <encoding> file of 100,000 bytes to its nodes
      # protocol §4: max_body_size bounds what a node sends, not what it is sent
      Given web1 and web2 are healthy
      When a job with a <encoding> file of 100000 bytes is started on them
      Then the job ends as complete
      And web1 and web2 were given the file of the job

      Examples:
        | encoding |
        | raw      |
        | base64   |

    @JOBS-015 @should
    Scenario: the size limit of a file counts bytes, not characters
      When admin posts a job with a raw file of 50001 letters of two bytes
      Then the answer is 400 with the error "invalid file size (must be <= 100000 bytes)"
