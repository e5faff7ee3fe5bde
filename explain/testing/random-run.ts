import type { DialectName } from '../../protocol/dialect-name.ts';
import { DIALECTS } from '../../server/dialects/dialects.ts';
import type { JobEvent } from '../../server/feeds/event.ts';
import { eventOf } from '../../server/job/cell.ts';
import type { JobInput, JobNodeInput } from '../../server/job/job-input.ts';
import { type JobState, newJobState } from '../../server/job/job-state.ts';
import { jobTransition } from '../../server/job/transition.ts';
import { Random } from '../../simulator/node/random.ts';

/** A job that ran in the job machine alone, as a server would have shown it. */
export interface RandomRun {
  readonly seed: number;
  readonly dialect: DialectName;
  /** The feed as it travels, an event each. */
  readonly frames: readonly string[];
  readonly events: readonly JobEvent[];
  /** What `GET jobs/ID` gives after the end. */
  readonly json: string;
  readonly nodes: readonly string[];
}

/** Numbers from 0 up to 1, the same for the same seed. */
export function drawsOf(seed: number): () => number {
  const random = new Random('explain', seed);
  return () => random.next();
}

const ODD: readonly JobNodeInput[] = [
  'nack_commit',
  'nack_run',
  'aborted',
  'down',
  'succeeded',
  'ack_commit',
];

/** Runs a job of some nodes that answer as they should, most of the time. @param mostNodes 1 and above */
export function randomRun(seed: number, mostNodes = 6): RandomRun {
  const draw = drawsOf(seed);
  const below = (count: number) => Math.floor(draw() * count);
  const nodes = Array.from({ length: 1 + below(mostNodes) }, (_, index) => `web${index + 1}`);
  const oddity = draw() * 0.4;
  const quorum = draw() < 0.7 ? nodes.length : below(nodes.length + 2);
  const request = { command: 'true', nodes, quorum, runTimeoutSeconds: 60, captureOutput: draw() < 0.5 };
  let job: JobState = newJobState({
    ...{ id: String(seed).padStart(32, '0'), requestedBy: 'rebecca', votingTimeoutMs: 60_000, request },
  });
  const events: JobEvent[] = [];
  const apply = (input: JobInput): void => {
    const { job: next, effects } = jobTransition(job, input);
    job = next;
    for (const effect of effects) {
      if (effect.type === 'emit') events.push(effect.event);
      if (effect.type === 'finish') events.push({ name: 'job_complete', status: effect.status });
      if (effect.type !== 'each') continue;
      for (const node of effect.nodes) {
        events.push(...effect.steps.flatMap((step) => eventOf(step, node) ?? []));
      }
    }
  };
  apply({ type: 'start', unavailable: nodes.filter(() => draw() < oddity / 4) });
  for (let steps = 0; job.status === 'voting' || job.status === 'running'; steps++) {
    const drawn = draw();
    if (drawn < 0.01 || steps > 40)
      apply({ type: job.status === 'voting' ? 'votingTimerFired' : 'runTimerFired' });
    else if (drawn < 0.02 * oddity) apply({ type: 'cancel' });
    else {
      const node = nodes[below(nodes.length)] ?? '';
      const status = job.nodes.get(node)?.status;
      const good: Readonly<Record<string, JobNodeInput>> = {
        new: 'ack_commit',
        ready: 'ack_run',
        running: 'succeeded',
      };
      const usual = job.status === 'voting' && status === 'ready' ? undefined : good[status ?? ''];
      const failed = usual === 'succeeded' && draw() < 0.2 ? 'failed' : usual;
      const what = draw() < oddity * 0.3 ? ODD[below(ODD.length)] : failed;
      if (what !== undefined) apply({ type: 'node', node, what });
    }
  }
  const dialect: DialectName = draw() < 0.5 ? 'documented' : 'pushy-server';
  return { seed, dialect, events, nodes, ...shown(job, events, dialect, seed) };
}

function shown(
  job: JobState,
  events: readonly JobEvent[],
  dialect: DialectName,
  seed: number,
): Pick<RandomRun, 'frames' | 'json'> {
  const shape = DIALECTS[dialect];
  const ids = shape.eventIds('job', `key ${seed}`);
  const startMs = 1_764_583_200_000 + seed * 1_000;
  const frames = events.map((event, index) => {
    const numbered = { number: index + 1, timestampMicros: startMs * 1_000 + index * 1_500, event };
    const data = JSON.stringify(shape.jobEvent(numbered));
    return `event: ${event.name}\nid: ${ids.of(numbered)}\ndata: ${data}\n\n`;
  });
  const times = { createdAtMs: startMs, updatedAtMs: startMs + 5_000 };
  const record = {
    ...{ id: job.id, org: 'dev', requestedBy: job.requestedBy, status: job.status, nodes: job.nodes },
    ...{ request: job.request, ...times },
  };
  return { frames, json: JSON.stringify(shape.job(record, { includeFile: false })) };
}
