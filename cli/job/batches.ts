import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import type { JobEnded } from './job-end.ts';
import { quorumOf } from './quorum.ts';

export interface BatchOptions {
  /** Nodes at a time: a count such as `5`, or a share such as `10%`, rounded up. */
  readonly batch: string;
  /** So many nodes may fail in all; with one more no batch is begun. */
  readonly maxFail: number;
}

/** The nodes in batches of the same size, the last one of what is left. */
export function inBatches(nodes: readonly string[], batch: string): readonly (readonly string[])[] {
  const size = Math.max(1, quorumOf(batch, nodes.length));
  const count = Math.ceil(nodes.length / size);
  return Array.from({ length: count }, (_, index) => nodes.slice(index * size, (index + 1) * size));
}

/**
 * Runs a job on one batch after the other, until all have had it, more nodes have failed than may, or a job came out in a way that
 * says nothing of its nodes. Gives the exit code of the whole.
 */
export async function runBatches(
  nodes: readonly string[],
  { batch, maxFail }: BatchOptions,
  output: Output,
  run: (nodes: readonly string[]) => Promise<JobEnded>,
): Promise<ExitCode> {
  const batches = inBatches(nodes, batch);
  const failed: string[] = [];
  for (const [index, members] of batches.entries()) {
    output.remark(`Batch ${index + 1} of ${batches.length}: ${members.map(printable).join(' ')}`);
    const { code, badNodes } = await run(members);
    failed.push(...badNodes);
    const isWorse = failed.length > maxFail || (code !== EXIT.done && badNodes.length === 0);
    if (!isWorse) continue;
    const left = batches.slice(index + 1).flat().length;
    const why =
      failed.length > maxFail
        ? `${failed.length} nodes failed, and ${maxFail} may`
        : 'the job did not complete';
    output.remark(
      `Stopped after batch ${index + 1} of ${batches.length}: ${why}. The command did not reach ${left} nodes.`,
    );
    return code === EXIT.done ? EXIT.failed : code;
  }
  return EXIT.done;
}
