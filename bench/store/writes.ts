import type { Child } from '../process/child.ts';
import { withChildren } from '../process/rounds.ts';
import { newTempFolder, removeTempFolder } from '../process/temp-folder.ts';
import type { Benchmark, BySize, Measures } from '../run/benchmark.ts';
import type { BareSqliteCommands } from './bare-sqlite-child.ts';
import type { OurStoreCommands } from './our-store-child.ts';
import type { Writes } from './rows.ts';

const NODES_EACH = 100;
const WRITES: BySize<Writes> = {
  full: { jobs: 500, nodesEach: NODES_EACH, nodes: 10_000 },
  quick: { jobs: 100, nodesEach: NODES_EACH, nodes: 1_000 },
  smoke: { jobs: 5, nodesEach: NODES_EACH, nodes: 50 },
};

/** What the store writes durably while a server works. */
export const writes: Benchmark = {
  name: 'store/writes',
  floorTitle: 'bare sqlite3, the same rows in one transaction',
  figures: [
    { key: 'jobs', title: `Jobs of ${NODES_EACH} nodes inserted`, unit: 'jobs/s', targets: [] },
    { key: 'jobNodes', title: "Statuses of a job's nodes", unit: 'rows/s', targets: [] },
    { key: 'nodes', title: 'Statuses of nodes', unit: 'rows/s', targets: [] },
  ],
  rounds: { full: 7, quick: 3 },
  warmUpRounds: 1,
  async open(scale) {
    const what = WRITES[scale.size];
    return withChildren(scale, async (children) => {
      const folder = newTempFolder();
      children.add({ close: async () => removeTempFolder(folder) });
      const bare = children.start<BareSqliteCommands>(new URL('./bare-sqlite-child.ts', import.meta.url));
      const ours = children.start<OurStoreCommands>(new URL('./our-store-child.ts', import.meta.url));
      await bare.ask('open', folder);
      await ours.ask('open', folder);
      return {
        floor: () => measure(bare, what),
        ours: () => measure(ours, what),
      };
    });
  },
};

async function measure(
  store: Child<BareSqliteCommands> | Child<OurStoreCommands>,
  what: Writes,
): Promise<Measures> {
  const { jobsMs, jobNodesMs, nodesMs } = await store.ask('write', what);
  return {
    jobs: (what.jobs / jobsMs) * 1_000,
    jobNodes: (what.nodes / jobNodesMs) * 1_000,
    nodes: (what.nodes / nodesMs) * 1_000,
  };
}
