import { nothing, quietRehab, rehab, type TransitionCell, vote } from './cell.ts';
import type { JobNodeInput } from './job-input.ts';
import type { JobNodePhase } from './job-node-phase.ts';

/** What can happen to a node while its job votes: what comes from it, the timer, the end of a vote that failed, and a cancellation. */
export type VotingInput = JobNodeInput | 'voting_timer' | 'quorum_failed' | 'cancelled';
export type VotingPhase = Exclude<JobNodePhase, 'running'>;

const unexpected: Readonly<Record<VotingPhase, TransitionCell>> = {
  new: { next: 'unavailable', emits: [rehab] },
  ready: { next: 'unavailable', emits: [rehab] },
  terminal: { emits: [rehab] },
};

/** What comes from a node while its job is voting. Source: protocol §6, first table. */
export const VOTING: Readonly<Record<VotingInput, Readonly<Record<VotingPhase, TransitionCell>>>> = {
  ack_commit: {
    new: { next: 'ready', emits: [vote('success')] },
    ready: { emits: [vote('unexpected_commit')] },
    terminal: { emits: [rehab, vote('client_died_while_voting')] },
  },
  nack_commit: {
    new: { next: 'nacked', emits: [vote('failure')] },
    ready: { next: 'unavailable', emits: [rehab, vote('lost_availibility')] },
    terminal: { emits: [rehab, vote('client_died_while_voting')] },
  },
  // the vote first: `down` is the exception
  down: {
    new: { next: 'unavailable', emits: [vote('down'), rehab] },
    ready: { next: 'unavailable', emits: [vote('down'), rehab] },
    terminal: { emits: [vote('down'), rehab] },
  },
  ack_run: unexpected,
  nack_run: unexpected,
  succeeded: unexpected,
  failed: unexpected,
  aborted: unexpected,
  voting_timer: {
    new: { next: 'unavailable', emits: [vote('voting_timeout'), quietRehab] },
    ready: nothing,
    terminal: nothing,
  },
  // nobody is new: a vote ends when everybody has voted
  quorum_failed: {
    new: nothing,
    ready: { next: 'was_ready', emits: [quietRehab] },
    terminal: nothing,
  },
  cancelled: {
    new: { next: 'unavailable', emits: [quietRehab] },
    ready: { next: 'was_ready', emits: [quietRehab] },
    terminal: nothing,
  },
};
