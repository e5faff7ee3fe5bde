import type { Fields } from '../../protocol/wire/fields.ts';
import { EVIDENCE_BOUNDS } from './bounds.ts';
import type {
  AskedJobEvidence,
  Evidence,
  EvidenceFault,
  EvidencePlace,
  FeedCapture,
  SeenEvent,
  ShownJobEvidence,
  SpokenEvidence,
} from './evidence.ts';
import { areOfOrganisation } from './seen-event.ts';
import { readShownJob } from './shown-job.ts';

/** What a capture is of, where that is known, and how it ended. */
export interface CaptureFacts extends Pick<FeedCapture, 'jobId' | 'isClosed' | 'endsInGap'> {
  readonly of?: FeedCapture['of'] | undefined;
}

/** Gathers what one source has, within bounds. */
export class EvidenceCollector {
  readonly #captures: FeedCapture[] = [];
  readonly #shown: ShownJobEvidence[] = [];
  readonly #asked: AskedJobEvidence[] = [];
  readonly #spoken: SpokenEvidence[] = [];
  readonly #faults: EvidenceFault[] = [];
  #items = 0;
  #leftOut = 0;

  /** Whether there is room for one more event, message or job; says so once where there is none. */
  #hasRoom(at: EvidencePlace): boolean {
    this.#items += 1;
    if (this.#items <= EVIDENCE_BOUNDS.events) return true;
    if (this.#items === EVIDENCE_BOUNDS.events + 1) {
      this.fault(
        at,
        `there are more than ${EVIDENCE_BOUNDS.events} events and messages; the rest is left out`,
      );
    }
    return false;
  }

  /** @param events what one connection gave; without any, nothing is kept, and a `summary` is a job that is shown */
  capture(events: readonly SeenEvent[], facts: CaptureFacts): void {
    const told = events.filter((event) => event.name !== 'summary');
    for (const { name, data, micros, at } of events) {
      if (name === 'summary') this.shown(data, at, micros === undefined ? undefined : micros / 1_000);
    }
    const kept = told.filter(({ at }) => this.#hasRoom(at));
    const [first] = kept;
    if (first === undefined) return;
    const endsInGap = facts.endsInGap || kept.length < told.length;
    const of = facts.of ?? (areOfOrganisation(kept) ? 'organisation' : 'job');
    this.#captures.push({ ...facts, of, endsInGap, events: kept, at: first.at });
  }

  shown(fields: Fields, at: EvidencePlace, readAtMs?: number): void {
    const job = readShownJob(fields, at, readAtMs);
    if ('problem' in job) this.fault(at, job.problem);
    else if (job.nodes.size > EVIDENCE_BOUNDS.nodes) {
      this.fault(at, `job ${job.id} has more than ${EVIDENCE_BOUNDS.nodes} nodes and is left out`);
    } else if (this.#hasRoom(at)) this.#shown.push(job);
  }

  asked(job: AskedJobEvidence): void {
    if (this.#hasRoom(job.at)) this.#asked.push(job);
  }

  spoken(message: SpokenEvidence): void {
    if (this.#hasRoom(message.at)) this.#spoken.push(message);
  }

  fault(at: EvidencePlace, problem: string): void {
    if (this.#faults.length < EVIDENCE_BOUNDS.faults) this.#faults.push({ at, problem });
    else this.#leftOut += 1;
  }

  /** Whether anything was found. */
  get isEmpty(): boolean {
    return this.#captures.length + this.#shown.length + this.#asked.length + this.#spoken.length === 0;
  }

  evidence(): Evidence {
    const [first] = this.#faults;
    const more =
      first === undefined || this.#leftOut === 0
        ? []
        : [{ at: { source: first.at.source }, problem: `${this.#leftOut} more faults are not listed` }];
    return {
      captures: this.#captures,
      shown: this.#shown,
      asked: this.#asked,
      spoken: this.#spoken,
      faults: [...this.#faults, ...more],
    };
  }
}
