import type { JobEvent } from '../../server/feeds/event.ts';
import { eventOf } from '../../server/job/cell.ts';
import type { JobInput } from '../../server/job/job-input.ts';
import { type JobState, newJobState } from '../../server/job/job-state.ts';
import { jobTransition } from '../../server/job/transition.ts';
import type { EventWords, RunStep } from './verdict.ts';

/** The job machine of the server, with what it would have told. */
export class Replay {
  readonly steps: RunStep[] = [];
  #job: JobState;

  constructor(nodes: readonly string[], quorum: number) {
    this.#job = newJobState({
      id: 'replayed',
      requestedBy: 'somebody',
      votingTimeoutMs: 60_000,
      request: { command: '', nodes, quorum, runTimeoutSeconds: 3_600, captureOutput: false },
    });
    this.apply('start', undefined, { type: 'start', unavailable: [] });
  }

  get status(): string {
    return this.#job.status;
  }

  /** Where the nodes stand. */
  get nodes(): ReadonlyMap<string, string> {
    return new Map([...this.#job.nodes].map(([name, { status }]) => [name, status]));
  }

  statusOf(node: string): string | undefined {
    return this.#job.nodes.get(node)?.status;
  }

  apply(name: string, node: string | undefined, input: JobInput): void {
    const { job, effects } = jobTransition(this.#job, input);
    this.#job = job;
    const events = effects.flatMap((effect): EventWords[] => {
      if (effect.type === 'emit') return [words(effect.event)];
      if (effect.type === 'finish') return [{ event: 'job_complete', status: effect.status }];
      if (effect.type !== 'each') return [];
      return effect.nodes.flatMap((each) =>
        effect.steps.flatMap((step) => {
          const event = eventOf(step, each);
          return event === undefined ? [] : [words(event)];
        }),
      );
    });
    this.steps.push({ input: name, node, events });
  }

  /** The end could not be stored, or the server gave the job up: it is told as `crashed`. */
  endsAsCrashed(): void {
    const last = this.steps.at(-1);
    const told = last?.events.at(-1)?.event === 'job_complete';
    if (last !== undefined && told) {
      this.steps.pop();
      this.steps.push({ ...last, events: last.events.slice(0, -1) });
    }
    this.steps.push({
      input: told ? 'the end is not stored' : 'the server gives the job up',
      events: [{ event: 'job_complete', status: 'crashed' }],
    });
  }
}

function words(event: JobEvent): EventWords {
  return {
    event: event.name,
    ...('node' in event && { node: event.node }),
    ...('status' in event && { status: event.status }),
  };
}
