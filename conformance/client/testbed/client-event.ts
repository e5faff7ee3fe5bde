import type { ClientMessage } from '../../../protocol/wire/client-message.ts';
import type { Fields } from '../../../protocol/wire/fields.ts';
import type { RefusalReason } from '../../../protocol/wire/parsed.ts';
import type { JournalLine } from '../../../reports/generators/conformance/results.ts';

/** Something that was seen of the client, or said to it. */
export type ClientEvent =
  | {
      readonly kind: 'request';
      readonly method: string;
      /** Path and query, as they came. */
      readonly url: string;
      readonly status: number;
      /** `X-Ops-Sign` and `X-Ops-Userid`, empty where they were left out. */
      readonly signature: string;
      readonly signedBy: string;
    }
  /** A message that was rightly signed; `body` is all of it. */
  | { readonly kind: 'message'; readonly message: ClientMessage; readonly body: Fields }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly text: string }
  | { readonly kind: 'said'; readonly frames: readonly string[] }
  /** The process that was started has ended. */
  | { readonly kind: 'ended'; readonly how: string };

/** With its number among all of them, and when it was seen, milliseconds since the Unix epoch. */
export type ClientJournalEntry = ClientEvent & { readonly number: number; readonly atMs: number };

/** A line for people. */
export function clientEventText(seen: ClientEvent): string {
  switch (seen.kind) {
    case 'request':
      return `${seen.method} ${seen.url} answered with ${seen.status}`;
    case 'message': {
      const { type, jobId } = seen.message;
      const state = seen.message.type === 'heartbeat' ? ` ${seen.message.jobState}` : '';
      return `${type}${state}${jobId === null ? '' : ` of job ${jobId}`}`;
    }
    case 'refused':
      return `a message that the server refuses: ${seen.reason}`;
    case 'said':
      return `the server said ${typeIn(seen.frames)}`;
    case 'ended':
      return `the client ended ${seen.how}`;
  }
}

/** Entries that a failure tells. */
const TOLD = 12;

/** The last of what was seen, for people; what comes several times in a row is told once. */
export function lastEventsText(entries: readonly ClientJournalEntry[]): string {
  const lines = entries.map(clientEventText);
  const different = lines.filter((line, index) => line !== lines[index - 1]);
  return different.length === 0 ? 'nothing' : different.slice(-TOLD).join('; ');
}

/** The messages among what was seen. */
export function messagesIn(entries: readonly ClientJournalEntry[]): readonly ClientMessage[] {
  return entries.flatMap((seen) => (seen.kind === 'message' ? seen.message : []));
}

/** A line of a report's journal. @param fromMs what its time counts from */
export function journalLine(entry: ClientJournalEntry, node: string, fromMs: number): JournalLine {
  const body = bodyOf(entry);
  return {
    atMs: Math.round(entry.atMs - fromMs),
    node,
    direction: entry.kind === 'said' ? 'out' : 'in',
    kind: KINDS[entry.kind],
    summary: clientEventText(entry),
    ...(body !== undefined && { body }),
  };
}

const KINDS = {
  request: 'request',
  message: 'frame',
  refused: 'frame',
  said: 'frame',
  ended: 'event',
} as const satisfies Record<ClientEvent['kind'], JournalLine['kind']>;

function bodyOf(seen: ClientEvent): string | undefined {
  switch (seen.kind) {
    case 'message':
      return JSON.stringify(seen.body);
    case 'refused':
      return seen.text;
    case 'said':
      return seen.frames.join('\n');
    case 'request':
      return `X-Ops-Sign: ${seen.signature}, X-Ops-Userid: ${seen.signedBy}`;
    case 'ended':
      return undefined;
  }
}

function typeIn(frames: readonly string[]): string {
  return /"type":"(\w+)"/.exec(frames[1] ?? '')?.[1] ?? 'what it never says';
}
