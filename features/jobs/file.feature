@doc:jobs-post
Feature: The file that comes with a job
  # protocol §2, `file` and its messages; seeds: API, "jobs", POST: the required prefix

  @should
  Rule: it says how it is encoded, and is so

    @JOBS-011 @needs:organisations
    Scenario Outline: file is <file>
      When admin posts a job whose "file" is <file>
      Then the answer is 400 with the error "<error>"
      And no job was made

      Examples:
        | file               | error                                                      |
        | null               | invalid file contents (expected 'base64:...' or 'raw:...') |
        | 17                 | invalid file contents (expected 'base64:...' or 'raw:...') |
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
    Scenario Outline: file is <file>, which is one
      When admin posts a job whose "file" is <file>
      Then the answer is 201

      Examples:
        | file                 |
        | "raw:"               |
        | "raw:raw:"           |
        | "base64:"            |
        | "base64:aGVsbG8="    |
        | "base64:aGVs\\nbG8=" |

  Rule: it has at most 100,000 bytes when decoded

    @JOBS-013 @should
    Scenario Outline: a <encoding> file of <bytes> bytes
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
    Scenario Outline: the refusal of a <encoding> file names the limit
      When admin posts a job with a <encoding> file of 100001 bytes
      Then the answer is 400 with the error "invalid file size (must be <= 100000 bytes)"
      And no job was made

      Examples:
        | encoding |
        | raw      |
        | base64   |

    @JOBS-015 @should
    Scenario: bytes count, not letters
      When admin posts a job with a raw file of 50001 letters of two bytes
      Then the answer is 400 with the error "invalid file size (must be <= 100000 bytes)"
