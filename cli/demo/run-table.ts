import type { JobProgress } from '../../protocol/client/job-progress.ts';
import { nodeDurations } from '../job/job-table.ts';
import { stateMeaning } from '../job/words.ts';
import type { Screen } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { table } from '../output/table.ts';

/** What is known of one node's run. */
export interface NodeRun {
  readonly name: string;
  /** `undefined` where the command never ended. */
  readonly exitCode: number | null | undefined;
  readonly stdout: string;
}

/** Nodes with exit status, where their time went, and the first line of their output. */
export function runTable(runs: readonly NodeRun[], progress: JobProgress, screen: Screen): readonly string[] {
  const rows = runs.map(({ name, exitCode, stdout }) => {
    const node = progress.nodes.get(name) ?? { name, state: 'new' as const };
    const [voted, waited, ran] = nodeDurations(node, progress);
    return [
      { text: printable(name) },
      { text: String(exitCode ?? node.state), meaning: stateMeaning(node.state) },
      { text: voted },
      { text: waited },
      { text: ran },
      { text: firstLine(stdout) },
    ];
  });
  return table(
    [
      { title: 'node' },
      { title: 'exit', align: 'right' },
      { title: 'voted', align: 'right' },
      { title: 'waited', align: 'right' },
      { title: 'ran', align: 'right' },
      { title: 'first line of output' },
    ],
    rows,
    { paint: screen.paint, width: screen.size().columns },
  );
}

function firstLine(text: string): string {
  return printable(text.split('\n', 1)[0] ?? '');
}
