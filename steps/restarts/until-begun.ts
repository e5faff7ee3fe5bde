import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Resolves when the job's feed has told that each of these nodes runs it. */
export async function untilBegun(
  { job, nodes, patienceMs }: ScenarioWorld,
  labels: readonly string[],
): Promise<void> {
  for (const label of labels) {
    const name = nodes.nameOf(label);
    await job.feed.until(
      `run_start of ${label}`,
      ({ event, data }) => event === 'run_start' && data.node === name,
      patienceMs,
    );
  }
}
