import type { ClientMessage } from '../wire/client-message.ts';
import type { Parsed } from '../wire/parsed.ts';

/** The value that was parsed; fails the test where there is none. */
export function accepted<T>(outcome: Parsed<T, string>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  return outcome.value;
}

/** The reason of a refusal; fails the test where there is none. */
export function refusalReason(outcome: Parsed<unknown, string>): string {
  if (outcome.ok) throw new Error(`not refused: ${JSON.stringify(outcome.value)}`);
  return outcome.reason;
}

/** A valid heartbeat in wire spelling, to be changed. */
export const HEARTBEAT_BODY = {
  node: 'web1',
  client: 'web1.example.com',
  protocol_version: '2.0',
  org: 'dev',
  type: 'heartbeat',
  sequence: 1,
  timestamp: 'Thu, 10 Jul 2014 05:17:40 GMT',
  incarnation_id: '6dc1c3f4-0c47-4d6c-a0d0-1c3b2f1f2f3a',
  job_state: 'idle',
  job_id: null,
};

/** The same, parsed. */
export const HEARTBEAT: ClientMessage = {
  node: 'web1',
  client: 'web1.example.com',
  org: 'dev',
  type: 'heartbeat',
  sequence: 1,
  timestampMs: Date.UTC(2014, 6, 10, 5, 17, 40),
  incarnationId: '6dc1c3f4-0c47-4d6c-a0d0-1c3b2f1f2f3a',
  jobState: 'idle',
  jobId: null,
};
