import { REST_REFUSALS, type RefusalCode } from '../../../server/http/errors.ts';
import { CannotRead, troubleSentence } from '../../../server/store/trouble.ts';
import { code, type MarkdownTable } from './markdown.ts';

/** The parts of the page that list refusals. */
export type RefusalsOf =
  | 'the request'
  | 'the sender'
  | 'the configuration'
  | 'the job'
  | 'what is not there'
  | 'the Chef server';

interface Case {
  readonly of: RefusalsOf;
  readonly when: string;
  /** What stands for the details in the text. */
  readonly details?: readonly (string | readonly string[])[];
}

const HEADERS: readonly string[] = ['X-Ops-UserId', 'X-Ops-Timestamp', 'X-Ops-Sign', 'X-Ops-Content-Hash'];

/** When each is given. Objects of a Chef server are no part of the protocol, and their refusals stand nowhere. */
const CASES = {
  bad_http: { of: 'the request', when: 'it is not HTTP' },
  headers_too_large: { of: 'the request', when: 'its headers are too large' },
  too_slow: { of: 'the request', when: 'it has not arrived within two minutes' },
  bad_url: { of: 'the request', when: 'the path has broken percent-encoding' },
  unknown_path: { of: 'the request', when: 'nothing is offered at the path', details: ['PATH'] },
  method_not_allowed: {
    of: 'the request',
    when: 'the path does not offer the method; `Allow` names those that it does',
    details: ['METHOD'],
  },
  method_not_known: {
    of: 'the request',
    when: 'with the quirk `no-head`: a method that the server does not know, such as `PATCH`',
    details: ['METHOD'],
  },
  too_large: { of: 'the request', when: 'its body has more than 1,000,000 bytes' },
  bodies_full: {
    of: 'the request',
    when: 'this server has too little room for the body; `Retry-After` says when to ask again',
    details: ['BYTES'],
  },
  not_acceptable: { of: 'the request', when: '`Accept` excludes what the path gives', details: ['TYPES'] },
  not_declared_json: { of: 'the request', when: 'the body is not declared as `application/json`' },
  internal_error: { of: 'the request', when: 'the server is at fault' },
  cannot_store: {
    of: 'the request',
    when: 'nothing new is stored at present, as while the disk is full; nothing of the request is kept',
    details: [troubleSentence('full')],
  },
  cannot_read: {
    of: 'the request',
    when: 'what is stored cannot be read, as where the database is damaged',
    details: [new CannotRead('damaged').message],
  },

  missing_headers: {
    of: 'the sender',
    when: 'these headers are missing or empty: those that are, in this order',
    details: [HEADERS],
  },
  unsupported_version: {
    of: 'the sender',
    when: '`X-Ops-Sign` names another version, or an algorithm not its own',
  },
  bad_timestamp: { of: 'the sender', when: '`X-Ops-Timestamp` is malformed' },
  clock_skew: {
    of: 'the sender',
    when: 'it is more than 900 s from the clock of the server',
    details: ['NAME'],
  },
  unknown_principal: {
    of: 'the sender',
    when: 'nobody has the name, neither in the organization nor as a user of the server',
    details: ['NAME'],
  },
  bad_signature: {
    of: 'the sender',
    when: 'the signature is missing, malformed or wrong, or `X-Ops-Content-Hash` is not of this body',
    details: ['NAME'],
  },
  unknown_organisation: { of: 'the sender', when: 'the organization does not exist', details: ['ORG'] },
  not_associated: {
    of: 'the sender',
    when: 'a user of the server who is not in the organization',
    details: ['NAME', 'ORG'],
  },
  not_permitted: { of: 'the sender', when: 'permission is missing', details: ['NAME'] },

  missing_ccpk: { of: 'the configuration', when: '`ccpk` is missing or empty' },
  bad_ccpk: { of: 'the configuration', when: '`ccpk` is not 40 characters of Z85' },
  name_mismatch: { of: 'the configuration', when: 'a client asks for another node' },

  job_not_json: { of: 'the job', when: 'the body is empty, not UTF-8, or not JSON' },
  invalid_command: { of: 'the job', when: '`command` is missing or not a string' },
  invalid_nodes: {
    of: 'the job',
    when: '`nodes` is missing, empty, names a node twice, or is wrong in any other way',
  },
  invalid_type: {
    of: 'the job',
    when: '`quorum` is wrong; `run_timeout` is told the same way, `capture_output` expects a `boolean`',
    details: ['quorum', 'number'],
  },
  invalid_key: { of: 'the job', when: 'there is a key that is not in the table' },
  duplicate_environment_key: { of: 'the job', when: 'a key of `env` stands twice in the text' },
  invalid_file: { of: 'the job', when: '`file` begins with neither prefix' },
  undecodable_file: { of: 'the job', when: 'what follows `base64:` is not base64' },
  too_many_nodes: { of: 'the job', when: 'it names more nodes than this server takes', details: ['NUMBER'] },
  file_too_large: { of: 'the job', when: 'the file is too large when decoded' },
  invalid_job: { of: 'the job', when: 'anything else: no object, a wrong `user`, `dir`, `env` or `file`' },

  unknown_job: { of: 'what is not there', when: 'no such job in this organization', details: ['ID'] },
  bad_limit: { of: 'the request', when: '`limit` of a list of jobs is no such number', details: ['MOST'] },
  bad_order: { of: 'the request', when: '`order` of a list of jobs is another word', details: [] },
  job_over: {
    of: 'what is not there',
    when: 'a job is to be cancelled that is over',
    details: ['ID', 'complete'],
  },
  no_output: { of: 'what is not there', when: 'no output was captured', details: ['NODE'] },
  unknown_node: {
    of: 'what is not there',
    when: '`documented`: a node that was never seen',
    details: ['NODE'],
  },

  no_organisation: {
    of: 'the Chef server',
    when: 'it does not answer about an organization not met before',
    details: ['REASON'],
  },
  no_key: { of: 'the Chef server', when: 'it does not answer about a name', details: ['REASON'] },
  no_group: { of: 'the Chef server', when: 'it does not answer about a group', details: ['REASON'] },
  push_server_unreachable: {
    of: 'the Chef server',
    when: 'the front of `chef-server` does not reach the push server behind it',
    details: ['URL', 'REASON'],
  },

  not_json: undefined,
  unknown_object: undefined,
  invalid_object: undefined,
  protected_object: undefined,
  already_exists: undefined,
  // of an endpoint of ours
  not_near: undefined,
  too_many_followers: undefined,
} as const satisfies Readonly<Record<RefusalCode, Case | undefined>>;

/** The refusals of one part of the page, in the order of the list above. */
export function refusalsTable(of: RefusalsOf): MarkdownTable {
  const rows = (Object.entries(CASES) as [RefusalCode, Case | undefined][]).flatMap(([name, refused]) => {
    if (refused?.of !== of) return [];
    const { status, text } = REST_REFUSALS[name];
    const said = (text as (...details: Case['details'] & object) => string)(...(refused.details ?? []));
    return [[refused.when, String(status), code(said)]];
  });
  return [['case', 'status', 'text'], ...rows];
}
