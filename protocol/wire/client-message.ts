import { formatHttpDate, HTTP_DATE_WORDS as HTTP_DATE, parseHttpDate } from '../time/dates.ts';
import { badField, badName } from './bad-field.ts';
import { shownField, shownKind } from './defect.ts';
import { type Fields, isFields, isName, isOptionalString } from './fields.ts';
import { type Parsed, type ParseRefusal, parsed, type RefusalReason, refused } from './parsed.ts';

/** Longest job id that a client may name, characters. Source: protocol §4. */
export const MAX_JOB_ID_LENGTH = 64;

/** What a node says of itself in a heartbeat. */
export type HeartbeatState = 'idle' | 'committed' | 'running';

/** What every message from a client carries. */
export interface ClientEnvelope {
  readonly node: string;
  /** Host name of the machine; empty where the client left it out. */
  readonly client: string;
  readonly org: string;
  readonly sequence: number;
  readonly timestampMs: number;
  readonly incarnationId: string;
  readonly jobId: string | null;
}

/** A client's answers that say nothing but their type. */
export type AnswerType = 'ack_commit' | 'nack_commit' | 'ack_run' | 'nack_run' | 'aborted';

/** What a client says, its envelope apart. */
export type ClientContent =
  | { readonly type: 'heartbeat'; readonly jobState: HeartbeatState }
  | { readonly type: AnswerType }
  | { readonly type: 'succeeded' | 'failed'; readonly stdout?: string; readonly stderr?: string };

/** A message from a client to the server. Source: protocol §4. */
export type ClientMessage = ClientEnvelope & ClientContent;

const JOB_ID = `null or a string of at most ${MAX_JOB_ID_LENGTH} characters`;
const JOB_STATE = '"idle", "committed" or "running" in a heartbeat';
const OUTPUT = 'a string, or the field left out';
const TYPE =
  '"heartbeat", "ack_commit", "nack_commit", "ack_run", "nack_run", "succeeded", "failed" or "aborted"';

type BodyRefusal = Extract<RefusalReason, 'bad_field' | 'bad_timestamp' | 'unknown_type'>;

/**
 * Reads the body of a client's message, as `JSON.parse` gave it. Fields that are not known are ignored; `client`,
 * `protocol_version` and a null `job_id` may be missing, because some clients leave them out.
 */
export function parseClientMessage(body: unknown): Parsed<ClientMessage, BodyRefusal> {
  if (!isFields(body)) return badField('body', shownKind(body), 'an object in JSON');
  const fault = contentFault(body);
  if (fault !== undefined) return fault;

  const { node, client = '', org, sequence, timestamp, incarnation_id: incarnationId } = body;
  const named = body.job_id ?? null;
  if (!isName(node)) return badName('node', node);
  if (!isName(org)) return badName('org', org);
  if (!isName(incarnationId)) return badName('incarnation_id', incarnationId);
  if (typeof client !== 'string') return badField('client', shownField(client), 'the name of the host');
  if (typeof timestamp !== 'string') return badField('timestamp', shownField(timestamp), HTTP_DATE);
  if (typeof sequence !== 'number' || !Number.isFinite(sequence)) {
    return badField('sequence', shownField(sequence), 'a number that counts your messages');
  }
  if (named !== null && (typeof named !== 'string' || named.length > MAX_JOB_ID_LENGTH)) {
    return badField('job_id', shownField(named), JOB_ID);
  }
  const timestampMs = parseHttpDate(timestamp);
  if (timestampMs === undefined) {
    const value = shownField(timestamp);
    return refused('bad_timestamp', { field: 'timestamp', value, expected: HTTP_DATE });
  }
  // the Ruby client may write the absence of a job as text
  const jobId = named === 'null' ? null : named;

  // thousands of heartbeats a second come through here: one literal is several times faster than spreading two
  const { type, job_state: jobState, stdout, stderr } = body as unknown as CheckedContent;
  switch (type) {
    case 'heartbeat':
      return parsed({ type, jobState, node, client, org, sequence, timestampMs, incarnationId, jobId });
    case 'succeeded':
    case 'failed': {
      const output = { ...(stdout !== undefined && { stdout }), ...(stderr !== undefined && { stderr }) };
      return parsed({ type, ...output, node, client, org, sequence, timestampMs, incarnationId, jobId });
    }
    default:
      return parsed({ type, node, client, org, sequence, timestampMs, incarnationId, jobId });
  }
}

/** The fields of a body in which `contentFault` found none. */
interface CheckedContent {
  readonly type: ClientContent['type'];
  readonly job_state: HeartbeatState;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What is wrong with the type of a message and the fields that come with it. */
function contentFault({
  type,
  job_state: jobState,
  stdout,
  stderr,
}: Fields): ParseRefusal<BodyRefusal> | undefined {
  switch (type) {
    case 'heartbeat': {
      const known = jobState === 'idle' || jobState === 'committed' || jobState === 'running';
      return known ? undefined : badField('job_state', shownField(jobState), JOB_STATE);
    }
    case 'ack_commit':
    case 'nack_commit':
    case 'ack_run':
    case 'nack_run':
    case 'aborted':
      return undefined;
    case 'succeeded':
    case 'failed':
      // what a command wrote is nobody's business here
      if (!isOptionalString(stdout)) return badField('stdout', shownKind(stdout), OUTPUT);
      return isOptionalString(stderr) ? undefined : badField('stderr', shownKind(stderr), OUTPUT);
    default: {
      const defect = { field: 'type', value: shownField(type), expected: TYPE };
      return refused(typeof type === 'string' ? 'unknown_type' : 'bad_field', defect);
    }
  }
}

/** The JSON text of a client's message, its keys in the Ruby client's order. */
export function formatClientMessage(message: ClientMessage): string {
  const shared = {
    node: message.node,
    client: message.client,
    protocol_version: '2.0',
    org: message.org,
    type: message.type,
    sequence: message.sequence,
    timestamp: formatHttpDate(message.timestampMs),
    incarnation_id: message.incarnationId,
  };
  switch (message.type) {
    case 'heartbeat':
      return JSON.stringify({ ...shared, job_state: message.jobState, job_id: message.jobId });
    case 'succeeded':
    case 'failed':
      // an absent channel is undefined, which JSON leaves out
      return JSON.stringify({
        ...shared,
        job_id: message.jobId,
        stdout: message.stdout,
        stderr: message.stderr,
      });
    default:
      return JSON.stringify({ ...shared, job_id: message.jobId });
  }
}
