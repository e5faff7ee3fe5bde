import type { JobRequest } from '../job/job-record.ts';
import { hasDuplicateKeys } from './duplicate-keys.ts';
import { type HttpRefusal, refusal } from './errors.ts';
import { checkJobFile } from './job-file.ts';
import { JOB_REQUEST_SCHEMA, type JobRequestBody } from './schemas/job-request.ts';

/** Where a schema says no: what fastify tells of an error found by ajv. */
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
  file: () => refusal('invalid_file'),
};

/**
 * How a body that `JOB_REQUEST_SCHEMA` does not allow is refused.
 *
 * Of several faults one is told, the first in this order: not an object; `command` or `nodes` missing; an unknown key;
 * a wrong key, in the order of the schema; then what the schema cannot say (see `jobRequest`).
 */
export function refuseJobBody({ keyword, instancePath, params }: SchemaError): HttpRefusal {
  const atTop = instancePath === '';
  if (atTop && keyword === 'additionalProperties') return refusal('invalid_key');
  const key = atTop && keyword === 'required' ? String(params.missingProperty) : instancePath.split('/')[1];
  return (
    (key !== undefined && Object.hasOwn(WRONG_KEY, key) ? WRONG_KEY[key]?.() : undefined) ??
    refusal('invalid_job')
  );
}

/**
 * The job that an allowed body asks for. Throws the refusal of a node that is named twice, of a key of `env` that
 * stands twice in the text, and of a bad file, in this order.
 * @param text the body's JSON
 */
export function jobRequest(body: JobRequestBody, text: string): JobRequest {
  // the schema has looked already, but in a way that misses names such as __proto__
  if (new Set(body.nodes).size < body.nodes.length) throw refusal('invalid_nodes');
  if (body.env !== undefined && hasDuplicateKeys(text, 'env')) throw refusal('duplicate_environment_key');
  if (body.file !== undefined) checkJobFile(body.file);
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
