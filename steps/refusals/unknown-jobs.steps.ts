import { Given, When } from '@cucumber/cucumber';
import type { HeartbeatState } from '../../protocol/wire/client-message.ts';
import type { NodeMessage } from '../../simulator/node/planned.ts';
import { sayAndBeAborted, sayOfJobAndBeAborted } from '../nodes/sent-to-rehab.ts';
import type { NodeAnswer } from '../world/node-answers.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { unknownJobId } from './unknown-job-id.ts';

async function sendAndBeAborted(world: ScenarioWorld, label: string, content: NodeMessage): Promise<void> {
  await sayAndBeAborted(world, label, () => world.nodes.node(label).perform({ type: 'send', content }));
}

function heartbeat(jobState: HeartbeatState, jobId: string | null): NodeMessage {
  return { type: 'heartbeat', jobState, jobId };
}

When(
  /^(\w+) says (\w+) about a job that does not exist, and is told to abort$/,
  async function (this: ScenarioWorld, label: string, type: NodeAnswer) {
    await sendAndBeAborted(this, label, { type, jobId: unknownJobId() });
  },
);

When(
  /^(\w+) says (\w+) about a job with an id of 64 characters, and is told to abort$/,
  async function (this: ScenarioWorld, label: string, type: NodeAnswer) {
    await sendAndBeAborted(this, label, { type, jobId: 'x'.repeat(64) });
  },
);

When(
  /^(\w+) says (\w+) about no job, and is told to abort$/,
  async function (this: ScenarioWorld, label: string, type: Exclude<NodeAnswer, 'succeeded' | 'failed'>) {
    await sendAndBeAborted(this, label, { type, jobId: null });
  },
);

When(/^(\w+) says aborted about a job that does not exist$/, function (this: ScenarioWorld, label: string) {
  this.nodes.node(label).perform({ type: 'send', content: { type: 'aborted', jobId: unknownJobId() } });
});

When(
  /^(\w+) heartbeats as (committed to|running) a job that does not exist, and is told to abort$/,
  async function (this: ScenarioWorld, label: string, words: string) {
    const jobState = words === 'running' ? 'running' : 'committed';
    await sendAndBeAborted(this, label, heartbeat(jobState, unknownJobId()));
  },
);

When(
  /^(\w+) heartbeats as running the job, and is told to abort$/,
  async function (this: ScenarioWorld, label: string) {
    await this.nodes.untilAvailable([label]);
    await sayOfJobAndBeAborted(this, label, this.job, () =>
      this.nodes.node(label).perform({ type: 'send', content: heartbeat('running', this.job.id) }),
    );
  },
);

Given(/^(\w+) heartbeats as running the job$/, function (this: ScenarioWorld, label: string) {
  this.nodes.node(label).perform({ type: 'send', content: heartbeat('running', this.job.id) });
});
