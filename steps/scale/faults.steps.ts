import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { CHANNELS, type NodeFault } from '../../simulator/faults/fault.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const OFTEN_FAILING = { name: 'failing', options: { share: 0.5 } };

const EVERY_KIND: readonly NodeFault['fault'][] = [
  { kind: 'latency', delayMs: 500, jitterMs: 500 },
  { kind: 'bandwidth', bytesPerSecond: 1 },
  { kind: 'stall' },
  { kind: 'drop' },
  { kind: 'reset', refuses: true },
  { kind: 'half_open', unaware: 'node' },
  { kind: 'messages', types: ['ack_commit', 'run'], lose: 1, delay: 1, delayMs: 500, duplicate: 1 },
];

const AT_NOBODY: readonly NodeFault[] = EVERY_KIND.map((fault) => ({
  name: fault.kind,
  fault,
  channels: CHANNELS,
  hits: [],
}));

/** What a network does to nodes, in the words of sentences. */
const HITS: Readonly<Record<string, Omit<NodeFault, 'name' | 'hits'>>> = {
  'holds back': { fault: { kind: 'stall' }, channels: CHANNELS },
  'loses all words of': { fault: { kind: 'drop', direction: 'to_server' }, channels: ['command'] },
  refuses: { fault: { kind: 'reset', refuses: true }, channels: CHANNELS },
  'forgets connections of': { fault: { kind: 'half_open', unaware: 'node' }, channels: ['command'] },
};

/** What nodes answered and how their jobs ended: what two runs of the same nodes have in common. */
interface Outcome {
  readonly answers: readonly string[];
  readonly jobs: readonly string[];
}

const outcomes = new WeakMap<ScenarioWorld, readonly Outcome[]>();

Given('a fleet of {int} nodes that often fail', async function (this: ScenarioWorld, count: number) {
  await this.nodes.add(labelsOf(count), OFTEN_FAILING);
});

When(
  'it runs two jobs, and then the same over a network whose faults hit 0 % of it',
  async function (this: ScenarioWorld) {
    const { labels } = this.nodes;
    const without = await runTwoJobs(this);
    await this.nodes.beginAnew(AT_NOBODY);
    await this.nodes.add(labels, OFTEN_FAILING);
    AT_NOBODY.forEach((_, index) => {
      this.nodes.fault(index, true);
    });
    outcomes.set(this, [without, await runTwoJobs(this)]);
  },
);

Then('the nodes have answered the same', function (this: ScenarioWorld) {
  const [without, over] = outcomes.get(this) ?? [];
  const text = without?.answers.join('\n') ?? '';
  for (const answer of ['succeeded', 'failed']) assert.ok(text.includes(answer), `nobody ${answer}: ${text}`);
  assert.deepEqual(over?.answers, without?.answers);
});

Then('the jobs have ended the same', function (this: ScenarioWorld) {
  const [without, over] = outcomes.get(this) ?? [];
  assert.deepEqual(over?.jobs, without?.jobs);
});

Given(
  /^a fleet of (\d+) healthy nodes, and a network that (.+) a quarter of it$/,
  async function (this: ScenarioWorld, count: string, words: string) {
    const labels = labelsOf(Number(count));
    const hits = this.nodes.namesOf(labels.slice(0, labels.length / 4));
    const fault = HITS[words];
    if (fault === undefined) throw new Error(`a network does not do this: ${words}`);
    await this.nodes.beginAnew([{ name: words, hits, ...fault }]);
    await this.nodes.add(labels, 'healthy');
  },
);

When('the fault begins', function (this: ScenarioWorld) {
  this.nodes.fault(0, true);
});

When('the fault is over', function (this: ScenarioWorld) {
  this.nodes.fault(0, false);
});

Then('a job on the others ends as complete', async function (this: ScenarioWorld) {
  const { names } = this.nodes;
  await this.startJob({ command: 'true', nodes: names.slice(names.length / 4) });
  await expectJobEnd(this, 'complete');
});

Then('a job on all of them ends as complete', async function (this: ScenarioWorld) {
  await this.nodes.untilAvailable(this.nodes.labels);
  await this.startJob({ command: 'true', nodes: this.nodes.names });
  await expectJobEnd(this, 'complete');
});

async function runTwoJobs(world: ScenarioWorld): Promise<Outcome> {
  const { labels, names } = world.nodes;
  const jobs: string[] = [];
  for (let count = 0; count < 2; count++) {
    await world.nodes.untilAvailable(labels);
    await world.startJob({ command: 'true', nodes: names });
    await expectJobEnd(world, 'complete');
    const shown = Object.entries((await world.job.shown()).nodes);
    jobs.push(...shown.map(([status, nodes]) => `${status}: ${[...nodes].sort().join(' ')}`).sort());
  }
  const answers = labels.map((label) => {
    const sent = world.nodes.node(label).journal.entries.flatMap((entry) => {
      if (entry.what !== 'sent') return [];
      const { type } = entry.message.content;
      return type === 'heartbeat' || type === 'aborted' ? [] : [type];
    });
    return `${label}: ${sent.join(' ')}`;
  });
  return { answers, jobs };
}

function labelsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `node${index + 1}`);
}
