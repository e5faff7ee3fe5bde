import { Given, When } from '@cucumber/cucumber';
import { BY_HAND } from '../../simulator/behaviours/by-hand.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { unescaped } from './escapes.ts';
import { endingWith, endRun, type OutputStream, startCommand, stdoutOfMessage } from './run-with-output.ts';

const ENDINGS = { succeeds: 'succeeded', fails: 'failed' } as const;
type Verb = keyof typeof ENDINGS;

/** What the node of this scenario put into its last message, where that was of a given size. */
const fillings = new WeakMap<ScenarioWorld, string>();

/** @throws where no message of a given size was sent */
export function fillingOf(world: ScenarioWorld): string {
  const filling = fillings.get(world);
  if (filling === undefined) throw new Error('the scenario has sent no message of a given size');
  return filling;
}

Given(
  '{nodes} answers by hand and may send messages of {int} bytes',
  async function (this: ScenarioWorld, labels: readonly string[], maxBodyBytes: number) {
    await this.nodes.addAway(labels, { behaviours: [BY_HAND], maxBodyBytes });
    await this.nodes.untilAvailable(labels);
  },
);

Given(
  'a job that captures output has started its command on {nodes}',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    await startCommand(this, labels, true);
  },
);

Given(
  'a job that does not capture output has started its command on {nodes}',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    await startCommand(this, labels, false);
  },
);

Given(
  'the job {command} has run on {nodes} with its output captured',
  async function (this: ScenarioWorld, command: string, labels: readonly string[]) {
    await this.startJob({ command, nodes: this.nodes.namesOf(labels), captureOutput: true });
    await expectJobEnd(this, 'complete');
  },
);

When(
  /^(\w+) (succeeds|fails) with the stdout "(.*)" and the stderr "(.*)"$/s,
  async function (this: ScenarioWorld, label: string, verb: Verb, stdout: string, stderr: string) {
    const channels = { stdout: unescaped(stdout), stderr: unescaped(stderr) };
    await endRun(this, label, endingWith(this, ENDINGS[verb], channels));
  },
);

When(
  /^(\w+) (succeeds|fails) with the (stdout|stderr) "(.*)" alone$/,
  async function (this: ScenarioWorld, label: string, verb: Verb, channel: OutputStream, text: string) {
    await endRun(this, label, endingWith(this, ENDINGS[verb], { [channel]: text }));
  },
);

When(
  /^(\w+) (succeeds|fails) without output$/,
  async function (this: ScenarioWorld, label: string, verb: Verb) {
    await endRun(this, label, endingWith(this, ENDINGS[verb], {}));
  },
);

When(
  /^(\w+) sends the (stdout|stderr) "(.*)" before it has voted$/,
  async function (this: ScenarioWorld, label: string, channel: OutputStream, text: string) {
    const channels = { stdout: '', stderr: '', [channel]: text };
    const node = this.nodes.node(label);
    node.perform(endingWith(this, 'succeeded', channels));
    await this.job.feed.until(
      `rehab of ${label}`,
      ({ event, data }) => event === 'rehab' && data.node === node.name,
      this.patienceMs,
    );
  },
);

When(
  /^(\w+) succeeds with output in a message of (\d+) bytes$/,
  async function (this: ScenarioWorld, label: string, bytes: string) {
    const stdout = stdoutOfMessage(this, this.nodes.node(label), Number(bytes));
    fillings.set(this, stdout);
    await endRun(this, label, endingWith(this, 'succeeded', { stdout, stderr: '' }));
  },
);

When(
  '{nodes} sends its output in a message of 65537 bytes',
  function (this: ScenarioWorld, labels: readonly string[]) {
    this.provoke('body_too_long');
    const message = endingWith(this, 'succeeded', { stdout: 'out', stderr: 'err' });
    for (const label of labels) this.nodes.node(label).perform({ ...message, damage: 'long_body' });
  },
);
