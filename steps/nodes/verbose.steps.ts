import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { output } from '../../protocol/client/api.ts';
import { isLostForNul } from '../output/lost-for-nul.ts';
import type { OutputStream } from '../output/run-with-output.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

Given(
  /^(\w+) writes (\d+) bytes of (text|multibyte|control|binary)$/,
  async function (this: ScenarioWorld, label: string, bytes: string, content: string) {
    const options = { stdoutBytes: Number(bytes), content };
    await this.nodes.add([label], { name: 'verbose', options });
  },
);

Given(
  /^(\w+) sends the (stdout|stderr) of its commands alone$/,
  async function (this: ScenarioWorld, label: string, channels: OutputStream) {
    await this.nodes.add([label], { name: 'verbose', options: { channels } });
  },
);

When(
  'a job that captures output is started on {nodes}',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    await this.startJob({ command: 'true', nodes: this.nodes.namesOf(labels), captureOutput: true });
  },
);

/** What a channel held in the message with which the node ended its last run. */
function sentOutput(world: ScenarioWorld, label: string, channel: OutputStream): string {
  const sent = world.nodes.node(label).journal.entries.flatMap((entry) => {
    if (entry.what !== 'sent') return [];
    const { content } = entry.message;
    return content.type === 'succeeded' || content.type === 'failed' ? [content.output?.[channel].text] : [];
  });
  return sent.at(-1) ?? '';
}

Then(
  /^the (stdout|stderr) of (\w+) has (\d+) bytes$/,
  async function (this: ScenarioWorld, channel: OutputStream, label: string, bytes: string) {
    const { job } = this;
    const stored = await output(this.admin, job.id, this.nodes.nameOf(label), channel);
    const sent = sentOutput(this, label, channel);
    if (stored === undefined && (await isLostForNul(this, job, label, channel, sent))) return;
    assert.equal(stored?.byteLength, Number(bytes));
  },
);
