import { REST_REFUSALS, type RefusalCode } from '../../../server/http/errors.ts';
import type { Mutant } from './mutant.ts';

const ERRORS = 'server/http/errors.ts';
const SIGNERS = 'server/http/signers.ts';
const VERIFY = 'protocol/signing/verify-request.ts';
const PERMISSIONS = 'server/access/permissions.ts';
const ABOUT = ['requests', 'access', 'jobs', 'nodes', 'feeds', 'output'];

/** Refusals that protocol §1 to §3 fix with a status; another one that a server might answer instead. */
const OTHER_STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  unknown_path: 400,
  method_not_allowed: 404,
  too_large: 400,
  not_acceptable: 400,
  not_declared_json: 400,
  not_json: 500,
  missing_headers: 401,
  unsupported_version: 401,
  bad_timestamp: 400,
  clock_skew: 403,
  bad_signature: 403,
  unknown_principal: 404,
  missing_ccpk: 401,
  bad_ccpk: 400,
  unknown_organisation: 403,
  not_associated: 404,
  not_permitted: 404,
  name_mismatch: 404,
  job_not_json: 500,
  invalid_command: 500,
  invalid_nodes: 500,
  invalid_key: 500,
  invalid_type: 500,
  duplicate_environment_key: 500,
  invalid_file: 500,
  undecodable_file: 500,
  file_too_large: 413,
  invalid_job: 500,
  unknown_job: 400,
  unknown_node: 400,
  no_output: 204,
};

function withStatus(code: string, status: number): Mutant {
  const right = REST_REFUSALS[code as RefusalCode].status;
  return {
    name: `status.${code}`,
    summary: `answers ${code} with ${status}, not ${right}`,
    about: ABOUT,
    edits: [
      { file: ERRORS, append: `REST_REFUSALS.${code} = { ...REST_REFUSALS.${code}, status: ${status} };` },
    ],
  };
}

/** An endpoint that is not there. */
function withoutEndpoint(word: string, path: string, file: string, route: string): Mutant {
  return {
    name: `endpoint.${word}`,
    summary: `has no ${path}`,
    about: ABOUT,
    edits: [{ file, find: route, replace: route.replace(/'\/?/, (start) => `${start}no-such/`) }],
  };
}

function edit(name: string, summary: string, file: string, find: string, replace: string): Mutant {
  return { name, summary, about: ABOUT, edits: [{ file, find, replace }] };
}

/** Each endpoint and status, and who may do what. Source: protocol §1 and §2. */
export function requestMutants(): readonly Mutant[] {
  return [
    ...Object.entries(OTHER_STATUS).map(([code, status]) => withStatus(code, status)),
    withoutEndpoint('jobs.get', 'GET jobs', 'server/http/jobs.ts', "app.get('/jobs'"),
    withoutEndpoint('job.get', 'GET jobs/ID', 'server/http/jobs.ts', "app.get('/jobs/:id'"),
    withoutEndpoint(
      'node-states.get',
      'GET node_states',
      'server/http/node-states.ts',
      "app.get('/node_states'",
    ),
    withoutEndpoint('status.get', 'GET _status', 'server/http/status.ts', "app.get('/pushy/_status'"),
    edit(
      'endpoint.connect',
      'has no connect/NODE',
      'server/dialects/documented.ts',
      'offersConnect: true',
      'offersConnect: false',
    ),
    edit(
      'endpoint.location',
      'answers POST jobs without a Location',
      'server/http/jobs.ts',
      "reply.header('location', uri)",
      'reply',
    ),
    edit(
      'endpoint.created',
      'answers POST jobs with 200',
      'server/http/jobs.ts',
      '201, dialect.createdJob',
      '200, dialect.createdJob',
    ),
    edit('auth.any-signature', 'accepts any signature', VERIFY, 'scheme.verify(', 'true || scheme.verify('),
    edit(
      'auth.any-content',
      'accepts a body that is not the signed one',
      VERIFY,
      'return !mustMatch || sameText(digestOf(headers, body), headers.contentHash);',
      'return true;',
    ),
    edit(
      'auth.any-time',
      'accepts requests of any time',
      SIGNERS,
      'if (isSkewed(timestampMs, nowMs))',
      'if (false)',
    ),
    edit(
      'auth.short-skew',
      'accepts requests of the last five minutes only',
      'protocol/signing/signature-headers.ts',
      'MAX_REQUEST_SKEW_MS = 900_000',
      'MAX_REQUEST_SKEW_MS = 300_000',
    ),
    edit(
      'auth.no-v1.3',
      'rejects signing version 1.3',
      'protocol/signing/verify-request.ts',
      'const scheme =',
      "if (headers.version === '1.3') return false;\n  const scheme =",
    ),
    edit(
      'auth.no-v1.0',
      'rejects signing version 1.0',
      'protocol/signing/verify-request.ts',
      'const scheme =',
      "if (headers.version === '1.0') return false;\n  const scheme =",
    ),
    edit(
      'auth.no-v1.1',
      'rejects signing version 1.1',
      'protocol/signing/verify-request.ts',
      'const scheme =',
      "if (headers.version === '1.1') return false;\n  const scheme =",
    ),
    edit(
      'access.everybody-reads',
      'lets every principal of the organisation read, whatever its groups are',
      PERMISSIONS,
      "read: { group: 'pushy_job_readers', otherwise: 'everybody' }",
      "read: { group: 'no_such_group_at_all', otherwise: 'everybody' }",
    ),
    edit(
      'access.everybody-writes',
      'lets every principal of the organisation start jobs',
      PERMISSIONS,
      "write: { group: 'pushy_job_writers', otherwise: { group: ADMINS } }",
      "write: { group: 'no_such_group_at_all', otherwise: 'everybody' }",
    ),
    edit(
      'access.writers-ignored',
      'lets admins alone start jobs, whoever is in pushy_job_writers',
      PERMISSIONS,
      "write: { group: 'pushy_job_writers', otherwise: { group: ADMINS } }",
      'write: { group: ADMINS, otherwise: { group: ADMINS } }',
    ),
    edit(
      'access.nobody-reads',
      'lets nobody read where there is no group of readers',
      PERMISSIONS,
      "otherwise: 'everybody' }",
      'otherwise: { group: ADMINS } }',
    ),
    edit(
      'access.strangers',
      'lets members of no organisation in',
      'server/http/permitted.ts',
      'if (those.length === 0) throw',
      'if (those.length === 0) return signers;\n  if (those.length === 0) throw',
    ),
    edit(
      'access.config-of-others',
      'gives a client the configuration of any node',
      'server/http/may-ask.ts',
      "asker.name === param(request, 'node')",
      "asker.name !== ''",
    ),
  ];
}
