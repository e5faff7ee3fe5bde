import type { JobRequest } from '../job/job-record.ts';
import { hasDuplicateKeys } from './duplicate-keys.ts';
import { type HttpRefusal, refusal } from './errors.ts';
import { checkJobFile } from './job-file.ts';
import type { JsonBody } from './json-body.ts';
import { JOB_REQUEST_SCHEMA, type JobRequestBody } from './schemas/job-request.ts';
import { faultFinder, type Validation } from './validation.ts';

/** Where a schema says no: what ajv tells of an error. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to what is wrong. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What is said of a key that is missing or wrong; the rest is an unknown validation error. Source: protocol §2. */
const WRONG_KEY: Readonly<Record<string, () => HttpRefusal>> = {
  command: () => refusal('invalid_command'),
  nodes: () => refusal('invalid_nodes'),
  quorum: () => refusal('invalid_type', 'quorum', 'number'),
  run_timeout: () => refusal('invalid_type', 'run_timeout', 'number'),
  capture_output: () => refusal('invalid_type', 'capture_output', 'boolean'),
};

/**
 * How a body that `JOB_REQUEST_SCHEMA` does not allow is refused.
 *
 * Of several faults one is told, the first in this order, which is the shipped server's: not an object; `command` or
 * `nodes` missing; a wrong key, in the order of the schema; then what the checks look at.
 */
export function refuseJobBody({ keyword, instancePath, params }: SchemaError): HttpRefusal {
  const atTop = instancePath === '';
  const key = atTop && keyword === 'required' ? String(params.missingProperty) : instancePath.split('/')[1];
  // a file that is no text is as wrong as any other key; what is wrong with a text is its prefix
  if (key === 'file' && keyword !== 'type') return refusal('invalid_file');
  return (
    (key !== undefined && Object.hasOwn(WRONG_KEY, key) ? WRONG_KEY[key]?.() : undefined) ??
    refusal('invalid_job')
  );
}

/** Looks at what the schema of a body cannot say: throws a refusal. */
export type BodyCheck = (body: JobRequestBody, json: JsonBody) => void;

/** In this order. Source: protocol §2. */
export const BODY_CHECKS = {
  knownKeys: (body) => {
    if (!Object.keys(body).every((key) => Object.hasOwn(JOB_REQUEST_SCHEMA.properties, key)))
      throw refusal('invalid_key');
  },
  nodesOnce: ({ nodes }) => {
    if (new Set(nodes).size < nodes.length) throw refusal('invalid_nodes');
  },
  variablesOnce: ({ env }, { text }) => {
    if (env !== undefined && hasDuplicateKeys(text, 'env')) throw refusal('duplicate_environment_key');
  },
  file: ({ file }) => {
    if (file !== undefined) checkJobFile(file);
  },
} as const satisfies Readonly<Record<string, BodyCheck>>;

/** What is allowed of the body of a job. */
export interface JobBodyRules {
  readonly schema: object;
  readonly checks: readonly BodyCheck[];
}

/** The schema of the keys; that there are no others, and no node twice, is said after all that is wrong with these. */
export const JOB_BODY_SCHEMA = {
  ...JOB_REQUEST_SCHEMA,
  additionalProperties: true,
  properties: {
    ...JOB_REQUEST_SCHEMA.properties,
    // the check sees names such as __proto__ too
    nodes: { ...JOB_REQUEST_SCHEMA.properties.nodes, uniqueItems: false },
  },
} as const;

/** How many nodes a job may name. */
export interface NodeBound {
  readonly most: number;
  /** A job with more was refused. */
  readonly onMet: () => void;
}

/** Reads the body of a job by these rules. What it gives throws the refusal of a body that is not allowed. */
export function jobRequestReader(
  { schema, checks }: JobBodyRules,
  { most, onMet }: NodeBound,
  validation: Validation,
): (json: JsonBody) => JobRequest {
  const faultIn = faultFinder(validation, schema);
  return (json) => {
    // before anything is done with each of them
    if (nodesNamed(json.value) > most) {
      onMet();
      throw refusal('too_many_nodes', most);
    }
    const fault = faultIn(json.value);
    if (fault !== undefined) throw refuseJobBody(fault);
    const body = json.value as JobRequestBody;
    for (const check of checks) check(body, json);
    return jobRequest(body);
  };
}

function nodesNamed(body: unknown): number {
  const { nodes } = Object(body) as { readonly nodes?: unknown };
  return Array.isArray(nodes) ? nodes.length : 0;
}

/** The job that an allowed body asks for. */
function jobRequest(body: JobRequestBody): JobRequest {
  return {
    command: body.command,
    nodes: body.nodes,
    runTimeoutSeconds: body.run_timeout ?? JOB_REQUEST_SCHEMA.properties.run_timeout.default,
    quorum: body.quorum ?? body.nodes.length,
    captureOutput: body.capture_output ?? JOB_REQUEST_SCHEMA.properties.capture_output.default,
    ...(body.user !== undefined && { user: body.user }),
    ...(body.dir !== undefined && { dir: body.dir }),
    ...(body.env !== undefined && { env: body.env }),
    ...(body.file !== undefined && { file: body.file }),
  };
}
