import { When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** How a job went on one node, in the words of sentences. */
type Outcome = 'succeeded' | 'failed' | 'been refused' | 'been lost';

function outcomeOf(world: ScenarioWorld, label: string): Outcome {
  const name = world.nodes.nameOf(label);
  const told = world.job.feed.entries
    .filter(({ data }) => data.node === name)
    .map(({ event, data }) => `${event} ${data.status}`);
  if (told.includes('run_complete success')) return 'succeeded';
  if (told.includes('run_complete failure')) return 'failed';
  return told.includes('quorum_vote failure') ? 'been refused' : 'been lost';
}

/** One after the other, each when the node is available. */
When(
  /^jobs are run on (\w+) until one has (succeeded|failed|been refused|been lost) and one has (succeeded|failed|been refused|been lost)$/,
  async function (this: ScenarioWorld, label: string, one: Outcome, other: Outcome) {
    const deadline = performance.now() + this.patienceMs;
    const seen: Outcome[] = [];
    while (!seen.includes(one) || !seen.includes(other)) {
      if (performance.now() > deadline) throw new Error(`wanted: ${one}, ${other}; seen: ${seen.join(', ')}`);
      await this.nodes.untilAvailable([label]);
      await this.startJob({ command: 'true', nodes: [this.nodes.nameOf(label)] });
      await this.job.feed.until('job_complete', ({ event }) => event === 'job_complete', this.patienceMs);
      seen.push(outcomeOf(this, label));
    }
  },
);
