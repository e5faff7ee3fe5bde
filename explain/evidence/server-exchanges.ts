import { isFields, isName } from '../../protocol/wire/fields.ts';
import type { EvidenceCollector } from './collector.ts';
import type { EvidencePlace } from './evidence.ts';
import { looksLikeJob, readAskedJob } from './shown-job.ts';

/** A request, or the answer to it, as a journal or a trace has it. */
export interface SeenExchange {
  readonly method: string;
  readonly path: string;
  /** Undefined for a request. */
  readonly status: number | undefined;
  /** The JSON that was carried, where it was kept whole. */
  readonly body: unknown;
  readonly atMs: number;
  readonly at: EvidencePlace;
}

const JOBS_PATH = /\/pushy\/jobs\/?(?:\?.*)?$/;
const JOB_PATH = /\/pushy\/jobs\/[^/?]+(?:\/cancel)?(?:\?.*)?$/;

/** Finds jobs that were asked for, and jobs as they were shown, in requests and answers in the order in which they passed. */
export class ExchangeReader {
  readonly #collector: EvidenceCollector;
  /** Bodies of jobs that were asked for and not answered yet, by path. */
  readonly #asked = new Map<string, unknown[]>();

  constructor(collector: EvidenceCollector) {
    this.#collector = collector;
  }

  take({ method, path, status, body, atMs, at }: SeenExchange): void {
    if (method === 'POST' && JOBS_PATH.test(path)) this.#job(path, status, body, at);
    else if (status === 200 && JOB_PATH.test(path) && looksLikeJob(body)) {
      this.#collector.shown(body, at, atMs);
    }
  }

  #job(path: string, status: number | undefined, body: unknown, at: EvidencePlace): void {
    const waiting = this.#asked.get(path) ?? [];
    this.#asked.set(path, waiting);
    if (status === undefined) {
      waiting.push(body);
      return;
    }
    // of several that wait nobody knows which is answered
    const [asked] = waiting.length === 1 ? waiting : [];
    waiting.length = 0;
    const id = status === 201 && isFields(body) ? madeId(body) : undefined;
    const job = id === undefined ? undefined : readAskedJob(id, asked, at);
    if (job !== undefined) this.#collector.asked(job);
  }
}

function madeId(body: Readonly<Record<string, unknown>>): string | undefined {
  if (isName(body.id)) return body.id;
  return typeof body.uri === 'string' ? body.uri.split('/').at(-1) : undefined;
}
