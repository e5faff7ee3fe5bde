import type { JobAnswer } from '../../protocol/client/api.ts';
import type { JobProgress, NodeState } from '../../protocol/client/job-progress.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { jobText, machineJob, type NodesByState } from './job-text.ts';
import { judgeJob } from './job-verdict.ts';
import { STATE_MEANINGS } from './words.ts';

/** How a job ended, for the shell and for people. */
export interface JobEnded {
  readonly code: ExitCode;
  /** Nodes that spoiled it. */
  readonly badNodes: readonly string[];
}

/** Shows an ended job and its verdict; gives the exit code that says the same. */
export function showJobEnd(
  output: Output,
  job: JobAnswer,
  progress: JobProgress,
  failOn?: readonly NodeState[],
): JobEnded {
  const nodes = nodesByState(progress);
  const verdict = judgeJob(progress, failOn);
  for (const line of jobText(job, nodes, output.stdout.paint)) output.answer(line);
  output.record({ event: 'job', ...machineJob(job, nodes) });
  output.record({
    event: 'verdict',
    ok: verdict.ok,
    uncertain: verdict.uncertain,
    bad_nodes: verdict.badNodes,
  });
  if (verdict.uncertain) {
    output.remark(
      'How the command ended is not known: without the feed of the job this server shows nodes that succeeded and nodes that failed both as complete.',
    );
  }
  if (verdict.badNodes.length > 0) {
    output.remark(`Not well on: ${verdict.badNodes.map(printable).join(' ')}`);
  }
  const { badNodes } = verdict;
  if (verdict.uncertain) return { code: EXIT.unknown, badNodes };
  return { code: verdict.ok ? EXIT.done : EXIT.failed, badNodes };
}

/** The nodes as the feed told them, which may be finer than the server's last answer. */
function nodesByState(progress: JobProgress): NodesByState {
  // those of the protocol first, in its order
  const byState = new Map(Object.keys(STATE_MEANINGS).map((state) => [state, [] as string[]]));
  for (const { name, state } of progress.nodes.values()) {
    const names: string[] | undefined = byState.get(state);
    if (names === undefined) byState.set(state, [name]);
    else names.push(name);
  }
  const filled = [...byState].filter(([, names]) => names.length > 0);
  return Object.fromEntries(filled.map(([state, names]) => [state, names.sort()]));
}
