import type { Direction, EntryKind, JournalEntry } from './entry.ts';
import { isHeartbeatEntry, summaryOf } from './summary.ts';

/** Media type of an attachment that holds quoted entries as a JSON array. */
export const JOURNAL_MEDIA_TYPE = 'application/vnd.push-harness.journal+json';
/** Entries that a failure quotes. */
export const QUOTED = 60;
/** Characters of a body that a failure quotes; the journal has more. */
const QUOTED_CHARACTERS = 1_024;

/** An entry as a failure quotes it. */
export interface QuotedEntry {
  /** Milliseconds since the scenario began. */
  readonly atMs: number;
  readonly node?: string;
  readonly direction: Direction;
  readonly kind: EntryKind;
  readonly summary: string;
  /** Absent where nothing was carried. */
  readonly body?: string;
}

/** One that may still take up heartbeats. */
interface Row {
  readonly first: JournalEntry;
  count: number;
}

/**
 * The last of these entries, oldest first. A row of heartbeats of one node, with nothing of that node between them,
 * counts as one: else they would leave room for nothing else.
 * @param begunMs when the scenario began, milliseconds since the Unix epoch
 */
export function quote(
  entries: readonly JournalEntry[],
  begunMs: number,
  limit = QUOTED,
): readonly QuotedEntry[] {
  const rows: Row[] = [];
  const heartbeats = new Map<string, Row>();
  for (const entry of entries) {
    const { node = '' } = entry;
    if (!isHeartbeatEntry(entry)) {
      heartbeats.delete(`in ${node}`);
      heartbeats.delete(`out ${node}`);
      rows.push({ first: entry, count: 1 });
      continue;
    }
    const key = `${entry.direction} ${node}`;
    const row = heartbeats.get(key) ?? { first: entry, count: 0 };
    if (row.count === 0) rows.push(row);
    row.count += 1;
    heartbeats.set(key, row);
  }
  return rows.slice(-limit).map((row) => quoted(row, begunMs));
}

function quoted({ first, count }: Row, begunMs: number): QuotedEntry {
  const { atMs, node, direction, kind, body } = first;
  const summary = count === 1 ? summaryOf(first) : `${summaryOf(first)} (the first of ${count} in a row)`;
  return {
    atMs: atMs - begunMs,
    ...(node !== undefined && { node }),
    ...{ direction, kind, summary },
    ...(body !== '' && { body: shortened(body) }),
  };
}

function shortened(body: string): string {
  return body.length > QUOTED_CHARACTERS ? `${body.slice(0, QUOTED_CHARACTERS)}… (cut)` : body;
}
