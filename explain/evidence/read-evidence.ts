import { EvidenceCollector } from './collector.ts';
import type { Evidence } from './evidence.ts';
import { looksLikeFeed, readFeedBytes } from './feed-bytes.ts';
import { readJournalFolder } from './journal-entries.ts';
import { looksLikeJson, readJsonText } from './json-text.ts';

/** What `curl -i` puts before a body: status lines and headers, up to a blank line. */
const RESPONSE_HEAD = /^(?:HTTP\/[\d.]+ \d{3}[^\n]*\n(?:[^\n:]+:[^\n]*\n)*\r?\n)+/;

/**
 * What bytes that somebody kept say of jobs: a job as JSON, a feed of a job or an organisation as it travelled, lines of JSON
 * as `--json` of our commands prints them. Which of them it is, the bytes tell. Never throws, whatever they are.
 * @param source how messages name them
 */
export function evidenceInBytes(bytes: Uint8Array, source: string): Evidence {
  const collector = new EvidenceCollector();
  const text = new TextDecoder().decode(bytes);
  const head = RESPONSE_HEAD.exec(text)?.[0] ?? '';
  const body = text.slice(head.length);
  const firstLine = head.split('\n').length;
  if (looksLikeFeed(body)) readFeedBytes(body, source, collector, firstLine);
  else if (looksLikeJson(body)) readJsonText(body, source, collector, firstLine);
  else collector.fault({ source }, whatElse(bytes, body));
  const evidence = collector.evidence();
  if (!collector.isEmpty || evidence.faults.length > 0) return evidence;
  return { ...evidence, faults: [{ at: { source }, problem: 'it has neither a job nor an event' }] };
}

/**
 * The same of the journal of a conformance run.
 * @throws JournalError where there is no journal in the folder, or one that is damaged
 */
export async function evidenceInJournal(folder: string, source: string): Promise<Evidence> {
  const collector = new EvidenceCollector();
  await readJournalFolder(folder, source, collector);
  return collector.evidence();
}

const SQLITE = 'SQLite format 3\0';

function whatElse(bytes: Uint8Array, body: string): string {
  if (body.trim() === '') return 'it is empty';
  if (Buffer.from(bytes.subarray(0, SQLITE.length)).toString('latin1') === SQLITE) {
    return 'it is a database; of a journal give the folder';
  }
  return `it is neither JSON nor a feed; it begins with ${JSON.stringify(body.slice(0, 40))}`;
}
