import type { NodeJobStatus } from '../../../protocol/node-job-status.ts';
import type { JobEvent } from '../../feeds/event.ts';
import { eventOf, type TransitionStep } from '../cell.ts';
import type { JobEffect } from '../job-effect.ts';
import type { JobRequest, JobStatus } from '../job-record.ts';
import { type JobState, newJobState, withNodes } from '../job-state.ts';
import { UNHEARD } from '../node-in-job.ts';
import { standing } from './standing.ts';

export const TERMINAL_STATUSES: readonly NodeJobStatus[] = [
  'succeeded',
  'failed',
  'aborted',
  'unavailable',
  'nacked',
  'crashed',
  'was_ready',
  'timed_out',
];

export function jobRequest(changes: Partial<JobRequest> = {}): JobRequest {
  const nodes = changes.nodes ?? ['web1', 'web2', 'web3'];
  return {
    command: 'uptime',
    nodes,
    runTimeoutSeconds: 300,
    quorum: nodes.length,
    captureOutput: false,
    ...changes,
  };
}

/** A job in the given status with its nodes in theirs. */
export function jobState(
  status: JobStatus,
  nodes: Readonly<Record<string, NodeJobStatus>>,
  request: Partial<JobRequest> = {},
): JobState {
  const fresh = newJobState({
    id: 'f00d',
    requestedBy: 'rebecca',
    request: jobRequest({ nodes: Object.keys(nodes), ...request }),
    votingTimeoutMs: 60_000,
  });
  return Object.entries(nodes).reduce(
    (job, [node, nodeStatus]) => withNodes(job, [node], UNHEARD, standing(nodeStatus)),
    {
      ...fresh,
      status,
    },
  );
}

/** An effect in a few words. An event stands as it is in the feed, an order to a node begins with `order`. */
export function inWords(effect: JobEffect): string | readonly string[] {
  switch (effect.type) {
    case 'emit':
      return eventInWords(effect.event);
    case 'send':
      return `order ${effect.message} ${effect.nodes.join(',')}`;
    case 'each':
      return effect.nodes.flatMap((node) => [
        ...(effect.stands === undefined ? [] : [`store ${node} ${effect.stands.status}`]),
        ...effect.steps.flatMap((step) => stepInWords(step, node)),
      ]);
    case 'storeOutput':
      return `store output of ${effect.node}: ${effect.stdout}|${effect.stderr}`;
    case 'missOutput':
      return `miss ${effect.missing} of ${effect.node}`;
    case 'startTimer':
      return `start ${effect.timer} timer ${effect.ms}`;
    case 'finish':
      return `finish ${effect.status}`;
    case 'showRunning':
    case 'stopTimer':
    case 'crash':
      return effect.type;
  }
}

function stepInWords(step: TransitionStep, node: string): readonly string[] {
  const event = eventOf(step, node);
  const isOrder = step.step === 'rehab' || step.step === 'quietRehab';
  return [...(event === undefined ? [] : [eventInWords(event)]), ...(isOrder ? [`order rehab ${node}`] : [])];
}

function eventInWords(event: JobEvent): string {
  const node = 'node' in event ? ` ${event.node}` : '';
  const status = 'status' in event ? ` ${event.status}` : '';
  return `${event.name}${node}${status}`;
}

/** How many nodes are in each phase, by looking at every one. */
export function countedAnew(job: JobState): JobState['counts'] {
  const counts = { new: 0, ready: 0, running: 0, terminal: 0 };
  for (const { status } of job.nodes.values()) {
    counts[status === 'new' || status === 'ready' || status === 'running' ? status : 'terminal'] += 1;
  }
  return counts;
}

/** A job on web1 alone. */
export const ONE_NODE = jobRequest({ nodes: ['web1'] });
