import { type Fields, isFields, isName } from '../../protocol/wire/fields.ts';
import { parseJsonText } from '../../protocol/wire/json.ts';
import { EVIDENCE_BOUNDS } from './bounds.ts';
import type { EvidenceCollector } from './collector.ts';
import type { EvidencePlace, SeenEvent } from './evidence.ts';
import { JournalReader } from './journal-entries.ts';
import { seenEvent } from './seen-event.ts';
import { looksLikeJob } from './shown-job.ts';
import { looksLikeTrace, TraceReader } from './trace-entries.ts';

/** Whether a text may be JSON, or lines of it. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/**
 * Reads JSON: a job, or a list of jobs, as `GET jobs/ID` gives it; else lines of it, in any mixture: entries of a trace, of
 * `journal --json`, events as `job watch --json` and `feed --json` print them, jobs. Never throws, whatever the text is.
 */
export function readJsonText(
  text: string,
  source: string,
  collector: EvidenceCollector,
  firstLine = 1,
): void {
  const whole = text.length <= EVIDENCE_BOUNDS.itemBytes ? valueIn(text) : undefined;
  if (whole !== undefined) {
    const reader = new LinesReader(source, collector);
    for (const item of Array.isArray(whole) ? whole : [whole]) reader.take(item, { source, line: firstLine });
    reader.end();
    return;
  }
  const reader = new LinesReader(source, collector);
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = { source, line: firstLine + index };
    const value = line.length <= EVIDENCE_BOUNDS.itemBytes ? valueIn(line) : undefined;
    if (value === undefined) reader.unreadable(at, line);
    else reader.take(value, at);
  }
  reader.end();
}

/** Reads one value after the other. */
class LinesReader {
  readonly #collector: EvidenceCollector;
  readonly #trace: TraceReader;
  readonly #journals = new Map<string, JournalReader>();
  readonly #source: string;
  readonly #events: SeenEvent[] = [];
  #isAfterGap = false;

  constructor(source: string, collector: EvidenceCollector) {
    this.#source = source;
    this.#collector = collector;
    this.#trace = new TraceReader(collector);
  }

  take(value: unknown, at: EvidencePlace): void {
    if (looksLikeTrace(value)) this.#trace.take(value, at);
    else if (looksLikeJob(value)) this.#collector.shown(value, at);
    else if (isFields(value) && isName(value.scenario) && isName(value.kind)) this.#journal(value);
    else if (isFields(value) && isName(value.event) && isFields(value.data)) this.#event(value, at);
    else
      this.#collector.fault(
        at,
        `this is no job, event, or entry of a trace or a journal: ${shortText(value)}`,
      );
  }

  unreadable(at: EvidencePlace, line: string): void {
    this.#isAfterGap = true;
    this.#collector.fault(at, `this is no JSON: ${line.slice(0, 80)}`);
  }

  end(): void {
    for (const journal of this.#journals.values()) journal.end(false);
    this.#collector.capture(this.#events, { jobId: undefined, isClosed: true, endsInGap: this.#isAfterGap });
  }

  #event({ event, id, data }: Fields, at: EvidencePlace): void {
    const isAfterGap = this.#isAfterGap;
    this.#isAfterGap = false;
    this.#events.push(
      seenEvent(String(event), typeof id === 'string' ? id : '', data as Fields, { at, isAfterGap }),
    );
  }

  /** An entry as `journal --json` prints it, whose summary is what it is, then the status of an event. */
  #journal({ scenario, attempt, kind, direction, node, summary, body, atMs }: Fields): void {
    const key = `${String(scenario)}, attempt ${String(attempt)}`;
    let reader = this.#journals.get(key);
    if (reader === undefined) {
      reader = new JournalReader(this.#collector, { source: `${this.#source}, ${key}` });
      this.#journals.set(key, reader);
    }
    const subject = String(summary);
    reader.take({
      atMs: typeof atMs === 'number' ? atMs : 0,
      kind: kind === 'frame' || kind === 'event' ? kind : 'request',
      direction: direction === 'out' ? 'out' : 'in',
      node: typeof node === 'string' ? node : undefined,
      subject: kind === 'event' ? subject.replace(/: [a-z_]+$/, '') : subject,
      body: typeof body === 'string' ? body : '',
    });
  }
}

function valueIn(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch {
    // the caller says what it is instead
    return undefined;
  }
}

function shortText(value: unknown): string {
  return JSON.stringify(value).slice(0, 80);
}
