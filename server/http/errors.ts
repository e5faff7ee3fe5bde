/** The largest request body that is read. Source: protocol §1. */
export const MAX_REQUEST_BODY_BYTES = 1_000_000;

/** The largest file of a job, decoded. Source: protocol §2. */
export const MAX_FILE_BYTES = 100_000;

interface Refusal {
  readonly status: number;
  readonly text: (...details: never[]) => string;
  /** A bad job body is answered `{"error": TEXT}`, everything else `{"error": [TEXT]}`. */
  readonly of?: 'job body';
}

/** Everything that the REST interface refuses, in the words that tools know. Source: protocol §1 to §3. */
export const REFUSALS = {
  // the request itself
  bad_url: { status: 400, text: () => 'the path is not validly percent-encoded' },
  bad_http: { status: 400, text: () => 'the request is not valid HTTP' },
  headers_too_large: { status: 431, text: () => 'the headers of the request are too large' },
  too_slow: { status: 408, text: () => 'the request took too long to arrive' },
  unknown_path: { status: 404, text: (path: string) => `nothing is found at ${path}` },
  method_not_allowed: { status: 405, text: (method: string) => `method ${method} is not offered here` },
  too_large: {
    status: 413,
    text: () => `request body too large (must be <= ${MAX_REQUEST_BODY_BYTES} bytes)`,
  },
  not_acceptable: { status: 406, text: (types: string) => `this is given as ${types} only` },
  not_declared_json: { status: 415, text: () => 'the body must be declared as application/json' },
  not_json: { status: 400, text: () => 'the body is not valid JSON' },

  // who asks
  missing_headers: {
    status: 400,
    text: (names: readonly string[]) =>
      `missing required authentication header(s) ${names.map((name) => `'${name}'`).join(', ')}`,
  },
  unsupported_version: { status: 400, text: () => 'Unsupported authentication protocol version' },
  bad_timestamp: { status: 401, text: () => "bad header(s) 'X-Ops-Timestamp'" },
  clock_skew: {
    status: 401,
    text: (name: string) => `Failed to authenticate as ${name}. Synchronize the clock on your host.`,
  },
  bad_signature: {
    status: 401,
    text: (name: string) => `Invalid signature for user or client '${name}'`,
  },
  unknown_principal: {
    status: 401,
    text: (name: string) =>
      `Failed to authenticate as '${name}'. Ensure that your node_name and client key are correct.`,
  },
  missing_ccpk: { status: 400, text: () => 'Missing ccpk' },
  bad_ccpk: { status: 401, text: () => 'Bad ccpk' },

  // whether he may
  unknown_organisation: { status: 404, text: (org: string) => `organization '${org}' does not exist.` },
  not_associated: {
    status: 403,
    text: (name: string, org: string) => `'${name}' is not associated with organization '${org}'`,
  },
  not_permitted: {
    status: 403,
    text: (name: string) => `User or client '${name}' does not have access to that action on this server.`,
  },
  name_mismatch: { status: 403, text: () => 'Client and node name must match' },

  // the body of a job
  job_not_json: { status: 400, of: 'job body', text: () => 'invalid JSON in request body' },
  invalid_command: { status: 400, of: 'job body', text: () => 'invalid command supplied' },
  invalid_nodes: { status: 400, of: 'job body', text: () => 'at least one node must be supplied' },
  invalid_key: { status: 400, of: 'job body', text: () => 'invalid key supplied' },
  invalid_type: {
    status: 400,
    of: 'job body',
    text: (key: string, expected: string) => `invalid type supplied for ${key} (expected a ${expected})`,
  },
  duplicate_environment_key: {
    status: 400,
    of: 'job body',
    text: () => 'invalid environment value (duplicate key)',
  },
  invalid_file: {
    status: 400,
    of: 'job body',
    text: () => "invalid file contents (expected 'base64:...' or 'raw:...')",
  },
  undecodable_file: {
    status: 400,
    of: 'job body',
    text: () => "invalid file contents (couldn't decode base64 string)",
  },
  file_too_large: {
    status: 400,
    of: 'job body',
    text: () => `invalid file size (must be <= ${MAX_FILE_BYTES} bytes)`,
  },
  invalid_job: { status: 400, of: 'job body', text: () => 'an unknown validation error has occurred' },

  // what is not there
  unknown_job: { status: 404, text: (id: string) => `job '${id}' does not exist` },
  unknown_node: { status: 404, text: (node: string) => `node '${node}' has never been seen` },
  no_output: { status: 404, text: (node: string) => `no output of node '${node}' was captured for this job` },

  // organisations, principals and groups
  unknown_object: { status: 404, text: (message: string) => message },
  invalid_object: { status: 400, text: (message: string) => message },
  protected_object: { status: 403, text: (message: string) => message },
  already_exists: { status: 409, text: (kind: string) => `${kind} already exists` },
} as const satisfies Readonly<Record<string, Refusal>>;

export type RefusalCode = keyof typeof REFUSALS;
type Details<C extends RefusalCode> = Parameters<(typeof REFUSALS)[C]['text']>;

/** What a 401 tells of how to sign. Source: protocol §1. */
const WWW_AUTHENTICATE = 'X-Ops-Sign version="1.0" version="1.1" version="1.3"';

/** A request that is refused: how it is answered. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly code: RefusalCode;
  readonly status: number;
  readonly body: { readonly error: string | readonly string[] };
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, text: string, headers: Readonly<Record<string, string>> = {}) {
    super(text);
    const refusal: Refusal = REFUSALS[code];
    this.code = code;
    this.status = refusal.status;
    this.body = { error: refusal.of === 'job body' ? text : [text] };
    this.headers = refusal.status === 401 ? { ...headers, 'www-authenticate': WWW_AUTHENTICATE } : headers;
  }
}

/** The refusal of this code, to be thrown; the details are those that its text names. */
export function refusal<C extends RefusalCode>(code: C, ...details: Details<C>): HttpRefusal {
  const text = REFUSALS[code].text as (...details: Details<C>) => string;
  return new HttpRefusal(code, text(...details));
}
