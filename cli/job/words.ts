import type { JobProgress, NodeState } from '../../protocol/client/job-progress.ts';
import type { Meaning } from '../output/paint.ts';
import { printable } from '../output/printable.ts';

/** How the states of nodes look. */
export const STATE_MEANINGS: Readonly<Record<NodeState, Meaning>> = {
  new: 'quiet',
  ready: 'busy',
  running: 'busy',
  succeeded: 'good',
  complete: 'good',
  failed: 'bad',
  crashed: 'bad',
  timed_out: 'bad',
  aborted: 'bad',
  nacked: 'quiet',
  unavailable: 'quiet',
  was_ready: 'quiet',
};

/** How a state looks that a server has named; one that is none of the protocol's looks like nothing. */
export function stateMeaning(state: string): Meaning {
  return Object.hasOwn(STATE_MEANINGS, state) ? STATE_MEANINGS[state as NodeState] : 'quiet';
}

/** The meaning of a job's status. */
export function statusMeaning(status: string): Meaning {
  if (status === 'complete') return 'good';
  return ['new', 'voting', 'running'].includes(status) ? 'busy' : 'bad';
}

/**
 * Where a job stands, as the command-line plugin says it: `Running (3/5 in progress) ...`, and in words where that says
 * `Quorum_failed.` Source: protocol §9.
 */
export function statusLine(progress: JobProgress): string {
  if (progress.status === 'new') return 'Initialized.';
  const { status } = progress;
  const word = printable(`${status.charAt(0).toUpperCase()}${status.slice(1)}`).replaceAll('_', ' ');
  if (progress.status !== 'running') return `${word}.`;
  return `${word} (${progress.inProgress}/${progress.nodeCount} in progress) ...`;
}

/** `12 ms`, `1.2 s`, `3 min 20 s`; empty where either end is not known. */
export function durationText(fromMicros: number | undefined, toMicros: number | undefined): string {
  if (fromMicros === undefined || toMicros === undefined) return '';
  const ms = (toMicros - fromMicros) / 1_000;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
