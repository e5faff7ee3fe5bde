import type { Attachment } from '@cucumber/messages';
import { attachedJson } from './attached.ts';
import { bounded } from './failure-text.ts';
import type { JournalLine } from './results.ts';

/** The media type under which the lines of a journal are attached to a scenario that failed. */
export const ATTACHED_JOURNAL_MEDIA_TYPE = 'application/vnd.push-harness.journal+json';

/** Lines that a report shows of a scenario. */
const MAX_LINES = 60;

/** The lines of a journal in these attachments, the last ones; an attachment of another form counts for nothing. */
export function journalLines(attachments: readonly Attachment[]): readonly JournalLine[] {
  return attachedJson(attachments, ATTACHED_JOURNAL_MEDIA_TYPE).flatMap(linesOf).slice(-MAX_LINES);
}

function linesOf(parsed: unknown): readonly JournalLine[] {
  return Array.isArray(parsed) ? parsed.flatMap((line: unknown) => lineOf(line) ?? []) : [];
}

function lineOf(value: unknown): JournalLine | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { atMs, node, direction, kind, summary, body } = value as Record<string, unknown>;
  if (typeof atMs !== 'number' || typeof summary !== 'string') return undefined;
  if (direction !== 'in' && direction !== 'out') return undefined;
  if (kind !== 'frame' && kind !== 'request' && kind !== 'event') return undefined;
  return {
    atMs,
    ...(typeof node === 'string' && { node }),
    direction,
    kind,
    summary: bounded(summary),
    ...(typeof body === 'string' && { body: bounded(body) }),
  };
}
