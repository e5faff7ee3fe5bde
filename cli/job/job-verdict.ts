import type { JobProgress, NodeState } from '../../protocol/client/job-progress.ts';

/** Node states that make a job a failure, whatever the job's own status. Source: protocol §9. */
export const BAD_STATES: readonly NodeState[] = ['failed', 'crashed', 'timed_out', 'aborted'];

/** Whether a job did what was asked of it. */
export interface JobVerdict {
  readonly ok: boolean;
  /** Nothing bad is known, but success and failure cannot be told apart. Then it is not `ok` either. */
  readonly uncertain: boolean;
  /** Names of the nodes that spoiled it, sorted. */
  readonly badNodes: readonly string[];
}

/**
 * Judges an ended job: it is good when it is complete and no node is in one of the states that spoil it.
 * A job that was polled in the `documented` dialect shows succeeded and failed nodes both as `complete`: such a
 * verdict is uncertain. Source: protocol §2 and §9.
 */
export function judgeJob(progress: JobProgress, spoilt: readonly NodeState[] = BAD_STATES): JobVerdict {
  const badNodes = [...progress.nodes.values()]
    .filter(({ state }) => spoilt.includes(state))
    .map(({ name }) => name)
    .sort();
  const isGood = progress.status === 'complete' && badNodes.length === 0;
  const uncertain = isGood && spoilt.includes('failed') && progress.count('complete') > 0;
  return { ok: isGood && !uncertain, uncertain, badNodes };
}
