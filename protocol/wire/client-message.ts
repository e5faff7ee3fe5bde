import { formatHttpDate, parseHttpDate } from '../time/dates.ts';
import { type Fields, isFields, isName, isOptionalString } from './fields.ts';
import { type Parsed, parsed, type RefusalReason, refused } from './parsed.ts';

/** Longest job id that a client may name, characters. Source: protocol §4. */
export const MAX_JOB_ID_LENGTH = 64;

/** What a node says of itself in a heartbeat. */
export type JobState = 'idle' | 'committed' | 'running';

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
  | { readonly type: 'heartbeat'; readonly jobState: JobState }
  | { readonly type: AnswerType }
  | { readonly type: 'succeeded' | 'failed'; readonly stdout?: string; readonly stderr?: string };

/** A message from a client to the server. Source: protocol §4. */
export type ClientMessage = ClientEnvelope & ClientContent;

type BodyRefusal = Extract<RefusalReason, 'bad_field' | 'bad_timestamp' | 'unknown_type'>;

/**
 * Reads the body of a client's message, as `JSON.parse` gave it. Fields that are not known are ignored; `client`,
 * `protocol_version` and a null `job_id` may be missing, because some clients leave them out.
 */
export function parseClientMessage(body: unknown): Parsed<ClientMessage, BodyRefusal> {
  if (!isFields(body)) return refused('bad_field');
  const content = parseContent(body);
  if (!content.ok) return content;
  const envelope = parseEnvelope(body);
  if (!envelope.ok) return envelope;
  return parsed({ ...envelope.value, ...content.value });
}

function parseContent(body: Fields): Parsed<ClientContent, BodyRefusal> {
  const { type } = body;
  switch (type) {
    case 'heartbeat': {
      const jobState = body.job_state;
      if (jobState !== 'idle' && jobState !== 'committed' && jobState !== 'running')
        return refused('bad_field');
      return parsed({ type, jobState });
    }
    case 'ack_commit':
    case 'nack_commit':
    case 'ack_run':
    case 'nack_run':
    case 'aborted':
      return parsed({ type });
    case 'succeeded':
    case 'failed': {
      const { stdout, stderr } = body;
      if (!isOptionalString(stdout) || !isOptionalString(stderr)) return refused('bad_field');
      return parsed({
        type,
        ...(stdout !== undefined && { stdout }),
        ...(stderr !== undefined && { stderr }),
      });
    }
    default:
      return refused(typeof type === 'string' ? 'unknown_type' : 'bad_field');
  }
}

function parseEnvelope(body: Fields): Parsed<ClientEnvelope, BodyRefusal> {
  const { node, client = '', org, sequence, timestamp } = body;
  const incarnationId = body.incarnation_id;
  const jobId = body.job_id ?? null;
  if (!isName(node) || !isName(org) || !isName(incarnationId)) return refused('bad_field');
  if (typeof client !== 'string' || typeof timestamp !== 'string') return refused('bad_field');
  if (typeof sequence !== 'number' || !Number.isFinite(sequence)) return refused('bad_field');
  if (jobId !== null && (typeof jobId !== 'string' || jobId.length > MAX_JOB_ID_LENGTH)) {
    return refused('bad_field');
  }
  const timestampMs = parseHttpDate(timestamp);
  if (timestampMs === undefined) return refused('bad_timestamp');
  // the Ruby client may write the absence of a job as text
  return parsed({
    node,
    client,
    org,
    sequence,
    timestampMs,
    incarnationId,
    jobId: jobId === 'null' ? null : jobId,
  });
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
