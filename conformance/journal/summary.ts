import { type Fields, isFields } from '../../protocol/wire/fields.ts';
import type { JournalEntry } from './entry.ts';

/** An entry in one line, without its time, node and direction: `commit for job 26e9…: sleep 1`. */
export function summaryOf({ kind, subject, body }: JournalEntry): string {
  if (kind === 'frame') return messageSummary(body);
  const status = kind === 'event' ? textField(body, 'status') : undefined;
  return status === undefined ? subject : `${subject}: ${status}`;
}

/** True of a node's and a server's heartbeats, which say little and come often. */
export function isHeartbeatEntry({ kind, body }: JournalEntry): boolean {
  return kind === 'frame' && fieldsOf(body).type === 'heartbeat';
}

function messageSummary(body: string): string {
  const { type, job_id: jobId, job_state: jobState, command } = fieldsOf(body);
  if (typeof type !== 'string') return 'a message that cannot be read';
  const job = typeof jobId === 'string' ? ` for job ${jobId}` : '';
  const more = typeof command === 'string' ? `: ${command}` : '';
  const state = typeof jobState === 'string' ? `, ${jobState}` : '';
  return `${type}${state}${job}${more}`;
}

/** The fields of a message, as far as they can be read: one with a long output or file is cut. */
function fieldsOf(body: string): Fields {
  try {
    const fields: unknown = JSON.parse(body);
    return isFields(fields) ? fields : {};
  } catch {
    // cut, or never was JSON: what stands in it says enough
    return { type: textField(body, 'type'), job_id: textField(body, 'job_id') };
  }
}

function textField(body: string, name: string): string | undefined {
  return new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]*)"`).exec(body)?.[1];
}
