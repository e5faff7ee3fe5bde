import type { JobProgress, NodeState } from '../../../../protocol/client/job-progress.ts';
import type { PlannedJob } from '../../../../simulator/plan/job-series.ts';
import { type JobOutcome, succeededIn } from '../../../../simulator/run/job-outcome.ts';
import { STATE_MEANINGS } from '../../../job/words.ts';
import type { CountedError, LastJob, RunningJob } from '../../view/view-figures.ts';

/** More are under way than anybody reads: of the others there is the number. */
const MOST_RUNNING = 30;
const MOST_ENDED = 30;

/** Kinds of errors that are told apart by their words; an error of the server may have any. */
const MOST_KINDS = 30;

const STATES = Object.keys(STATE_MEANINGS) as readonly NodeState[];

/** The jobs under way, the last that have ended, and what went wrong with them by kind. */
export class JobLog {
  readonly #seconds: () => number;
  readonly #running = new Map<string, { nodes: number; fromSeconds: number; progress: JobProgress }>();
  readonly #ended: LastJob[] = [];
  readonly #kinds = new Map<string, number>();

  /** @param seconds from the start of the run */
  constructor(seconds: () => number) {
    this.#seconds = seconds;
  }

  /** A job is asked for; what becomes of it is read from its progress. */
  followed({ label, nodes }: Pick<PlannedJob, 'label' | 'nodes'>, progress: JobProgress): void {
    this.#running.set(label, { nodes: nodes.length, fromSeconds: this.#seconds(), progress });
  }

  ended(outcome: JobOutcome): void {
    const { label, end, nodes, jobSeconds, error } = outcome;
    this.#running.delete(label);
    this.#ended.unshift({
      label,
      end,
      nodes,
      succeeded: succeededIn(outcome),
      ...(jobSeconds !== undefined && { seconds: jobSeconds }),
      ...(error !== undefined && { error }),
    });
    this.#ended.splice(MOST_ENDED);
    if (end === 'complete') return;
    const told = error === undefined ? `jobs ${end}` : `jobs ${end}: ${error}`;
    const kind = this.#kinds.has(told) || this.#kinds.size < MOST_KINDS ? told : `jobs ${end}`;
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
  }

  get running(): readonly RunningJob[] {
    const now = this.#seconds();
    return [...this.#running].slice(0, MOST_RUNNING).map(([label, { nodes, fromSeconds, progress }]) => ({
      label,
      nodes,
      seconds: now - fromSeconds,
      states: STATES.flatMap((state) => {
        const count = progress.count(state);
        return count > 0 ? [[state, count] as const] : [];
      }),
    }));
  }

  /** The newest first. */
  get lastEnded(): readonly LastJob[] {
    return this.#ended;
  }

  /** Jobs that did not end as complete, by their end and the words of their errors. */
  get errors(): readonly CountedError[] {
    return [...this.#kinds].map(([what, count]) => ({ what, count }));
  }
}
