import { formatHttpDate, parseHttpDate } from '../time/dates.ts';
import { type CommitMessage, formatCommit, parseCommit } from './commit.ts';
import { isFields, isName } from './fields.ts';
import { type Parsed, parsed, type RefusalReason, refused } from './parsed.ts';

/** What every message from the server carries. */
export interface ServerEnvelope {
  readonly sequence: number;
  readonly timestampMs: number;
}

/** What the server says, its envelope apart. Source: protocol §4. */
export type ServerMessage =
  | { readonly type: 'heartbeat'; readonly server: string; readonly incarnationId: string }
  | CommitMessage
  | { readonly type: 'run'; readonly jobId: string }
  | { readonly type: 'abort' }
  | { readonly type: 'ack' };

type BodyRefusal = Extract<RefusalReason, 'bad_field' | 'bad_timestamp' | 'unknown_type'>;

/** Reads the body of a server's message, as `JSON.parse` gave it. Fields that are not known are ignored. */
export function parseServerMessage(body: unknown): Parsed<ServerMessage & ServerEnvelope, BodyRefusal> {
  if (!isFields(body)) return refused('bad_field');
  const content = parseContent(body);
  if (!content.ok) return content;
  const { sequence, timestamp } = body;
  if (typeof sequence !== 'number' || !Number.isFinite(sequence)) return refused('bad_field');
  if (typeof timestamp !== 'string') return refused('bad_field');
  const timestampMs = parseHttpDate(timestamp);
  if (timestampMs === undefined) return refused('bad_timestamp');
  return parsed({ ...content.value, sequence, timestampMs });
}

function parseContent(body: Readonly<Record<string, unknown>>): Parsed<ServerMessage, BodyRefusal> {
  const { type, server } = body;
  switch (type) {
    case 'heartbeat': {
      const incarnationId = body.incarnation_id;
      if (typeof server !== 'string' || !isName(incarnationId)) return refused('bad_field');
      return parsed({ type, server, incarnationId });
    }
    case 'commit':
      return parseCommit(body);
    case 'run': {
      const jobId = body.job_id;
      return isName(jobId) ? parsed({ type, jobId }) : refused('bad_field');
    }
    case 'abort':
    case 'ack':
      return parsed({ type });
    default:
      return refused(typeof type === 'string' ? 'unknown_type' : 'bad_field');
  }
}

let lastMessage: ServerMessage | undefined;
let lastContent = '';

/**
 * The JSON text of a server's message, its keys in the shipped server's order. A job sends one and the same object to
 * all of its nodes in a row, so the text of the last object is kept: a message must not be changed after it was sent.
 */
export function formatServerMessage(message: ServerMessage, envelope: ServerEnvelope): string {
  if (message !== lastMessage) {
    lastContent = formatContent(message);
    lastMessage = message;
  }
  const timestamp = formatHttpDate(envelope.timestampMs);
  return `{"sequence":${envelope.sequence},"timestamp":"${timestamp}",${lastContent}`;
}

/** All of a message behind its envelope: the fields and the closing brace. */
function formatContent(message: ServerMessage): string {
  return JSON.stringify(contentFields(message)).slice(1);
}

function contentFields(message: ServerMessage): object {
  switch (message.type) {
    case 'heartbeat':
      return { server: message.server, type: message.type, incarnation_id: message.incarnationId };
    case 'commit':
      return formatCommit(message);
    case 'run':
      return { type: message.type, job_id: message.jobId };
    case 'abort':
    case 'ack':
      return { type: message.type };
  }
}
