import { type Fields, isFields, isName } from '../../protocol/wire/fields.ts';
import type { EvidenceCollector } from './collector.ts';
import type { EvidencePlace } from './evidence.ts';
import { ExchangeReader } from './server-exchanges.ts';

/** Whether a JSON object may be an entry of `serve --trace --json` or `trace --json`. */
export function looksLikeTrace(value: unknown): value is Fields {
  return isFields(value) && isName(value.at) && isName(value.channel) && isName(value.verdict);
}

/** Reads entries of a trace, in the order in which they were written. Entries that say nothing of jobs are passed over. */
export class TraceReader {
  readonly #collector: EvidenceCollector;
  readonly #exchanges: ExchangeReader;

  constructor(collector: EvidenceCollector) {
    this.#collector = collector;
    this.#exchanges = new ExchangeReader(collector);
  }

  take(entry: Fields, at: EvidencePlace): void {
    const atMs = Date.parse(String(entry.at));
    if (Number.isNaN(atMs))
      this.#collector.fault(at, `the entry has no time: ${String(entry.at).slice(0, 80)}`);
    else if (entry.channel === 'commands') this.#message(entry, atMs, at);
    else if (entry.channel === 'rest') this.#exchange(entry, atMs, at);
  }

  #message({ node, direction, type, body, verdict, reason }: Fields, atMs: number, at: EvidencePlace): void {
    if (!isName(node) || !isName(type)) return;
    const jobId = isFields(body) && typeof body.job_id === 'string' ? body.job_id : undefined;
    const refused = verdict === 'refused' ? String(reason) : undefined;
    // a trace sees from the server
    this.#collector.spoken({
      node,
      direction: direction === 'in' ? 'out' : 'in',
      type,
      jobId,
      atMs,
      refused,
      at,
    });
  }

  #exchange({ type, method, url, status, body }: Fields, atMs: number, at: EvidencePlace): void {
    if (!isName(method) || !isName(url) || (type !== 'request' && type !== 'answer')) return;
    const code = type === 'answer' && typeof status === 'number' ? status : undefined;
    if (type === 'answer' && code === undefined) return;
    this.#exchanges.take({
      method,
      path: url,
      status: code,
      body: isShortened(body) ? undefined : body,
      atMs,
      at,
    });
  }
}

const LEFT_OUT = /^… \(\d+ more\)$|… \(\d+ characters in all\)$/;

/** Whether nodes were left out, or their names cut, where a body was traced. */
function isShortened(body: unknown): boolean {
  return typeof body === 'string' || (isFields(body) && hasLeftOut(body.nodes));
}

function hasLeftOut(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasLeftOut);
  if (typeof value === 'string') return LEFT_OUT.test(value);
  return isFields(value) && Object.values(value).some(hasLeftOut);
}
