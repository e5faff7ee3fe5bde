import type { JournalEntry } from '../../conformance/journal/entry.ts';
import { readJournal } from '../../conformance/journal/read-journal.ts';
import { type Fields, isFields } from '../../protocol/wire/fields.ts';
import { parseJsonText } from '../../protocol/wire/json.ts';
import type { EvidenceCollector } from './collector.ts';
import type { EvidencePlace } from './evidence.ts';
import { ReadersOfFeed } from './readers-of-feed.ts';
import { ExchangeReader } from './server-exchanges.ts';

/**
 * What the journal of a conformance run has of jobs, scenario by scenario.
 * @throws JournalError where there is no journal in the folder, or one that is damaged
 */
export async function readJournalFolder(
  folder: string,
  source: string,
  collector: EvidenceCollector,
): Promise<void> {
  for (const { id, attempt, dropped, entries } of await readJournal(folder)) {
    const at = { source: `${source}, ${id}${attempt === 1 ? '' : `, attempt ${attempt}`}` };
    const scenario = new JournalReader(collector, at);
    for (const entry of entries) scenario.take(entry);
    scenario.end(dropped > 0);
  }
}

const EVENT = /^(\S*) (\S*) of (\/\S*)$/;
const REQUEST = /^([A-Z]+) (\/\S*) (?:as .*|unsigned)$/s;
const ANSWER = /^(\d{3}) to ([A-Z]+) (\/\S*)$/;

/** Reads the entries of one scenario, in the order in which they were noted. */
export class JournalReader {
  readonly #collector: EvidenceCollector;
  readonly #at: EvidencePlace;
  readonly #exchanges: ExchangeReader;
  readonly #feeds = new Map<string, ReadersOfFeed>();

  constructor(collector: EvidenceCollector, at: EvidencePlace) {
    this.#collector = collector;
    this.#at = at;
    this.#exchanges = new ExchangeReader(collector);
  }

  take(entry: Pick<JournalEntry, 'atMs' | 'kind' | 'direction' | 'node' | 'subject' | 'body'>): void {
    if (entry.kind === 'event') this.#event(entry.subject, entry.body);
    else if (entry.kind === 'frame') this.#frame(entry);
    else this.#request(entry);
  }

  /** @param isIncomplete whether entries were left out at the end */
  end(isIncomplete: boolean): void {
    for (const feed of this.#feeds.values()) feed.end(isIncomplete);
  }

  #event(subject: string, body: string): void {
    const [, name, id, path] = EVENT.exec(subject) ?? [];
    if (name === undefined || id === undefined || path === undefined) return;
    this.#feed(path)?.event(name, id, fieldsIn(body));
  }

  #request({ subject, body, atMs }: Pick<JournalEntry, 'subject' | 'body' | 'atMs'>): void {
    const json = fieldsIn(body);
    const [, asked, askedPath] = REQUEST.exec(subject) ?? [];
    const [, status, answered, path] = ANSWER.exec(subject) ?? [];
    const at = this.#at;
    if (asked !== undefined && askedPath !== undefined) {
      this.#exchanges.take({ method: asked, path: askedPath, status: undefined, body: json, atMs, at });
    } else if (answered !== undefined && path !== undefined) {
      this.#exchanges.take({ method: answered, path, status: Number(status), body: json, atMs, at });
      if (answered === 'GET' && status === '200') this.#feed(path)?.connected();
    }
  }

  #frame({ node, direction, body, atMs }: Pick<JournalEntry, 'node' | 'direction' | 'body' | 'atMs'>): void {
    const fields = fieldsIn(body);
    if (node === undefined || typeof fields?.type !== 'string') return;
    const jobId = typeof fields.job_id === 'string' ? fields.job_id : undefined;
    this.#collector.spoken({
      node,
      direction,
      type: fields.type,
      jobId,
      atMs,
      refused: undefined,
      at: this.#at,
    });
  }

  #feed(path: string): ReadersOfFeed | undefined {
    const match = /\/pushy\/jobs?_status_feed(?:\/([^/?]+))?\/?$/.exec(path);
    if (match === null) return undefined;
    let feed = this.#feeds.get(path);
    if (feed === undefined) {
      feed = new ReadersOfFeed(match[1], this.#at, this.#collector);
      this.#feeds.set(path, feed);
    }
    return feed;
  }
}

/** Undefined where it is none, or was cut. */
function fieldsIn(body: string): Fields | undefined {
  try {
    const value = parseJsonText(body);
    return isFields(value) ? value : undefined;
  } catch {
    // not JSON, or cut: the caller does without
    return undefined;
  }
}
