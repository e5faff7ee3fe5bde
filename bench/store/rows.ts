/** What both sides of the store's benchmarks write. */
export interface Writes {
  readonly jobs: number;
  readonly nodesEach: number;
  /** Nodes of the organisation, and of the one job whose nodes' statuses are written. */
  readonly nodes: number;
}

/** How long each kind of write took until it was on disk, milliseconds. */
export interface WriteTimes {
  readonly jobsMs: number;
  readonly jobNodesMs: number;
  readonly nodesMs: number;
}

export function numberedNodeNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `node-${index}.example.com`);
}

/** Runs something and gives its time, milliseconds. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await act();
  return performance.now() - startMs;
}
