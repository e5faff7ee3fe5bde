import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import type { NodeEvent, RunCompleteStatus, VoteStatus } from '../feeds/event.ts';

/** One thing that a cell makes happen: an event about the node, an order to rehab, or both. */
export type TransitionStep =
  | { readonly step: 'vote'; readonly status: VoteStatus }
  | { readonly step: 'runStart' }
  | { readonly step: 'runComplete'; readonly status: RunCompleteStatus }
  | { readonly step: 'rehab' }
  | { readonly step: 'quietRehab' };

/** What the feed tells of a step; undefined where it says nothing. */
export function eventOf(step: TransitionStep, node: string): NodeEvent | undefined {
  switch (step.step) {
    case 'vote':
      return { name: 'quorum_vote', node, status: step.status };
    case 'runStart':
      return { name: 'run_start', node };
    case 'runComplete':
      return { name: 'run_complete', node, status: step.status };
    case 'rehab':
      return { name: 'rehab', node };
    case 'quietRehab':
      return undefined;
  }
}

/** What an input does to a node: its next status where that changes, then the steps in feed order. */
export interface TransitionCell {
  readonly next?: NodeJobStatus;
  readonly emits: readonly TransitionStep[];
}

export const vote = (status: VoteStatus): TransitionStep => ({ step: 'vote', status });
export const runStart: TransitionStep = { step: 'runStart' };
export const runComplete = (status: RunCompleteStatus): TransitionStep => ({ step: 'runComplete', status });
/** The order to rehab, with its event. */
export const rehab: TransitionStep = { step: 'rehab' };
/** The order alone, for many nodes at once: timers and a failed quorum have no `rehab` event. Source: protocol §6. */
export const quietRehab: TransitionStep = { step: 'quietRehab' };

export const nothing: TransitionCell = { emits: [] };
