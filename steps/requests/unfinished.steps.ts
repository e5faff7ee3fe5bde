import { createPrivateKey } from 'node:crypto';
import { When } from '@cucumber/cucumber';
import { signRequest } from '../../protocol/signing/sign-request.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { sendUnfinished } from './unfinished.ts';

async function begin(world: ScenarioWorld, sent: number, headers: Readonly<Record<string, string>>) {
  const path = world.admin.pushyPath('jobs');
  const beginning = Buffer.alloc(sent, ' ');
  const asked = { method: 'POST', path, user: undefined, body: beginning } as const;
  world.journal?.requests.asked(asked);
  const all = { ...headers, 'Content-Type': 'application/json' };
  world.answer = await sendUnfinished(world.target, path, all, beginning, world.patienceMs);
  const { answer } = world;
  world.journal?.requests.answered(asked, answer.status, answer.bytes, answer.headers);
}

/** The headers that sign a post of a job, for no body: what is wrong with the request is its size. */
function signature(world: ScenarioWorld): Record<string, string> {
  return signRequest({
    method: 'POST',
    path: world.admin.pushyPath('jobs'),
    body: '',
    userId: world.scope.admin.name,
    timestampMs: systemClock.now(),
    version: '1.3',
    privateKey: createPrivateKey(world.scope.admin.privateKey),
  });
}

When(
  'a job of {int} bytes is announced and {int} of them are sent',
  async function (this: ScenarioWorld, announced: number, sent: number) {
    await begin(this, sent, { ...signature(this), 'Content-Length': String(announced) });
  },
);

When(
  'a job of {int} bytes is announced without a signature',
  async function (this: ScenarioWorld, announced: number) {
    await begin(this, 0, { 'Content-Length': String(announced) });
  },
);

When(
  'a job of unknown length is begun and {int} bytes of it are sent',
  async function (this: ScenarioWorld, sent: number) {
    await begin(this, sent, signature(this));
  },
);
