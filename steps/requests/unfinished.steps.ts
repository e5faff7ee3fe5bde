import { When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { sendUnfinished } from './unfinished.ts';

async function begin(world: ScenarioWorld, sent: number, length: object): Promise<void> {
  const url = world.target.serverUrl + world.admin.pushyPath('jobs');
  const headers = { 'Content-Type': 'application/json', ...length };
  world.answer = await sendUnfinished(url, headers, Buffer.alloc(sent, ' '), world.patienceMs);
}

When(
  'a job of {int} bytes is announced and {int} of them are sent',
  async function (this: ScenarioWorld, announced: number, sent: number) {
    await begin(this, sent, { 'Content-Length': String(announced) });
  },
);

When(
  'a job of unknown length is begun and {int} bytes of it are sent',
  async function (this: ScenarioWorld, sent: number) {
    await begin(this, sent, {});
  },
);
