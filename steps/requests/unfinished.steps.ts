import { When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { sendUnfinished } from './unfinished.ts';

async function begin(world: ScenarioWorld, sent: number, length: object): Promise<void> {
  const path = world.admin.pushyPath('jobs');
  const beginning = Buffer.alloc(sent, ' ');
  const headers = { 'Content-Type': 'application/json', ...length };
  const asked = { method: 'POST', path, user: undefined, body: beginning } as const;
  world.journal?.requests.asked(asked);
  world.answer = await sendUnfinished(world.target.serverUrl + path, headers, beginning, world.patienceMs);
  world.journal?.requests.answered(asked, world.answer.status, world.answer.bytes);
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
