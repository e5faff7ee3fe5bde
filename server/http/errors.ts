/** The largest request body that is read. Source: protocol §1. */
export const MAX_REQUEST_BODY_BYTES = 1_000_000;

/** The largest file of a job, decoded. Source: protocol §2. */
export const MAX_FILE_BYTES = 100_000;

interface Refusal {
  readonly status: number;
  readonly text: (...details: never[]) => string;
  /** A bad job body, or one that is too large, is answered `{"error": TEXT}`, everything else `{"error": [TEXT]}`. */
  readonly of?: 'job body';
  /** The answer says how to sign, in `WWW-Authenticate`. */
  readonly challenges?: true;
}

/** Everything that the REST interface refuses, in the words that tools know. Source: protocol §1 to §3. */
export const REST_REFUSALS = {
  /** A fault of the server's own. */
  internal_error: { status: 500, text: () => 'internal server error' },

  // the request itself
  bad_url: { status: 400, text: () => 'the path is not validly percent-encoded' },
  bad_http: { status: 400, text: () => 'the request is not valid HTTP' },
  headers_too_large: { status: 431, text: () => 'the headers of the request are too large' },
  too_slow: { status: 408, text: () => 'the request took too long to arrive' },
  unknown_path: { status: 404, text: (path: string) => `nothing is found at ${path}` },
  method_not_known: { status: 501, text: (method: string) => `method ${method} is not implemented` },
  method_not_allowed: { status: 405, text: (method: string) => `method ${method} is not offered here` },
  too_large: {
    status: 413,
    of: 'job body',
    text: () => `JSON must be no more than ${MAX_REQUEST_BODY_BYTES} bytes.`,
  },
  bodies_full: {
    status: 503,
    text: (maxBytes: number) =>
      `the bodies of requests in hand leave too little of ${maxBytes} bytes for this one; try again in a moment`,
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
    challenges: true,
    text: (name: string) => `Invalid signature for user or client '${name}'`,
  },
  unknown_principal: {
    status: 401,
    challenges: true,
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
  not_near: {
    status: 403,
    text: () => 'this is given on the machine of the server alone, and not by way of a proxy',
  },
  too_many_followers: {
    status: 503,
    text: (most: number) => `the trace is followed by ${most} already; end one of them`,
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
  too_many_nodes: {
    status: 400,
    of: 'job body',
    text: (most: number) => `invalid nodes (must be <= ${most} names)`,
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
  bad_limit: { status: 400, text: (most: number) => `limit must be a whole number from 1 to ${most}` },
  bad_order: { status: 400, text: () => 'order must be oldest or newest' },
  job_over: { status: 409, text: (id: string, status: string) => `job '${id}' is over (${status})` },
  no_output: { status: 404, text: (node: string) => `no output of node '${node}' was captured for this job` },

  // the database and its disk
  cannot_store: { status: 507, text: (sentence: string) => sentence },
  cannot_read: { status: 503, text: (sentence: string) => sentence },

  // other servers, in the words of the shipped server
  no_organisation: {
    status: 500,
    text: (reason: string) => `Failed to connect to erchef to get organization: {error,${reason}}`,
  },
  no_key: {
    status: 502,
    text: (reason: string) => `Failed to connect to erchef to get key: {error,${reason}}`,
  },
  no_group: {
    status: 502,
    text: (reason: string) => `Failed to connect to erchef to get group: {error,${reason}}`,
  },
  push_server_unreachable: {
    status: 502,
    text: (url: string, reason: string) => `the push server at ${url} cannot be reached (${reason})`,
  },

  // organisations, principals and groups
  unknown_object: { status: 404, text: (message: string) => message },
  invalid_object: { status: 400, text: (message: string) => message },
  protected_object: { status: 403, text: (message: string) => message },
  already_exists: { status: 409, text: (kind: string) => `${kind} already exists` },
} as const satisfies Readonly<Record<string, Refusal>>;

export type RefusalCode = keyof typeof REST_REFUSALS;
type Details<C extends RefusalCode> = Parameters<(typeof REST_REFUSALS)[C]['text']>;

interface HttpRefusalOptions {
  /** Where it is not that of the table. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What stands for the text in the body, where that is something else. */
  readonly error?: unknown;
}

/** A request that is refused: how it is answered. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly code: RefusalCode;
  readonly status: number;
  readonly body: { readonly error: unknown };
  readonly headers: Readonly<Record<string, string>>;
  readonly challenges: boolean;

  constructor(code: RefusalCode, text: string, { status, headers = {}, error }: HttpRefusalOptions = {}) {
    super(text);
    const refusal: Refusal = REST_REFUSALS[code];
    this.code = code;
    this.status = status ?? refusal.status;
    this.body = { error: error ?? (refusal.of === 'job body' ? text : [text]) };
    this.headers = headers;
    this.challenges = refusal.challenges === true;
  }
}

/** A refusal of what can be had a little later. */
export function refusalForNow<C extends RefusalCode>(code: C, ...details: Details<C>): HttpRefusal {
  const text = REST_REFUSALS[code].text as (...details: Details<C>) => string;
  return new HttpRefusal(code, text(...details), { headers: { 'retry-after': '1' } });
}

/** The refusal of this code, to be thrown; the details are those that its text names. */
export function refusal<C extends RefusalCode>(code: C, ...details: Details<C>): HttpRefusal {
  const text = REST_REFUSALS[code].text as (...details: Details<C>) => string;
  return new HttpRefusal(code, text(...details));
}
