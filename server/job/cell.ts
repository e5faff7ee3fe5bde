import type { RunCompleteStatus, VoteStatus } from '../feeds/event.ts';
import type { NodeJobStatus } from './job-record.ts';

/** One thing that a cell makes happen: an event about the node, an order to rehab, or both. */
export type Step =
  | { readonly step: 'vote'; readonly status: VoteStatus }
  | { readonly step: 'runStart' }
  | { readonly step: 'runComplete'; readonly status: RunCompleteStatus }
  | { readonly step: 'rehab' }
  | { readonly step: 'quietRehab' };

/** What an input does to a node: its next status where that changes, then the steps in feed order. */
export interface Cell {
  readonly next?: NodeJobStatus;
  readonly emits: readonly Step[];
}

export const vote = (status: VoteStatus): Step => ({ step: 'vote', status });
export const runStart: Step = { step: 'runStart' };
export const runComplete = (status: RunCompleteStatus): Step => ({ step: 'runComplete', status });
/** The order to rehab, with its event. */
export const rehab: Step = { step: 'rehab' };
/** The order alone, for many nodes at once: timers and a failed quorum have no `rehab` event. Source: protocol §6. */
export const quietRehab: Step = { step: 'quietRehab' };

export const nothing: Cell = { emits: [] };
