import { createPrivateKey } from 'node:crypto';
import { When } from '@cucumber/cucumber';
import { signRequest } from '../../protocol/signing/sign-request.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import { formatOpsTimestamp } from '../../protocol/time/dates.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { fillText } from './body-text.ts';

When(
  'admin asks for the jobs with the header {string} set to {string}',
  async function (this: ScenarioWorld, header: string, value: string) {
    this.answer = await this.admin.pushy('GET', 'jobs', { headers: { [header]: value } });
  },
);

When(
  'admin asks for the jobs without the header(s) {string}',
  async function (this: ScenarioWorld, names: string) {
    const headers = Object.fromEntries(names.split(', ').map((name) => [name, undefined]));
    this.answer = await this.admin.pushy('GET', 'jobs', { headers });
  },
);

When(
  'admin asks for the jobs with {string} left out and {string} set to {string}',
  async function (this: ScenarioWorld, absent: string, header: string, value: string) {
    this.answer = await this.admin.pushy('GET', 'jobs', {
      headers: { [absent]: undefined, [header]: value },
    });
  },
);

const SIGNATURE_LINES = Array.from({ length: 6 }, (_, index) => `X-Ops-Authorization-${index + 1}`);

When("admin asks for the jobs without the signature's lines", async function (this: ScenarioWorld) {
  const headers = Object.fromEntries(SIGNATURE_LINES.map((name) => [name, undefined]));
  this.answer = await this.admin.pushy('GET', 'jobs', { headers });
});

When("admin asks for the jobs without the signature's last line", async function (this: ScenarioWorld) {
  this.answer = await this.admin.pushy('GET', 'jobs', {
    headers: { [SIGNATURE_LINES.at(-1) ?? '']: undefined },
  });
});

When(
  /^admin asks for the jobs with the signature of (GET|POST) (\w+)$/,
  async function (this: ScenarioWorld, method: string, path: string) {
    const headers = signRequest({
      method,
      path: this.admin.pushyPath(path),
      body: '',
      userId: this.scope.admin.name,
      timestampMs: systemClock.now(),
      version: '1.3',
      privateKey: createPrivateKey(this.scope.admin.privateKey),
    });
    this.answer = await this.admin.pushy('GET', 'jobs', { headers });
  },
);

/** Asks for something with a signature that differs from those of our clients. */
async function askSigned(
  world: ScenarioWorld,
  path: string,
  changes: { readonly signsPathAsSent?: boolean; readonly timestamp?: string },
): Promise<void> {
  const headers = signRequest({
    method: 'GET',
    path: world.admin.pushyPath(path),
    body: '',
    userId: world.scope.admin.name,
    timestampMs: systemClock.now(),
    version: '1.3',
    privateKey: createPrivateKey(world.scope.admin.privateKey),
    ...changes,
  });
  world.answer = await world.admin.pushy('GET', path, { headers });
}

When(
  'admin asks for {string} and signs the path as it is sent',
  async function (this: ScenarioWorld, path: string) {
    await askSigned(this, path, { signsPathAsSent: true });
  },
);

When('admin asks for the jobs with the time of now without its zone', async function (this: ScenarioWorld) {
  const timestamp = formatOpsTimestamp(systemClock.now()).replace('Z', '');
  await askSigned(this, 'jobs', { timestamp });
});

When(
  'admin asks for the jobs with a timestamp later than the one signed',
  async function (this: ScenarioWorld) {
    const later = formatOpsTimestamp(systemClock.now() + 60_000);
    this.answer = await this.admin.pushy('GET', 'jobs', { headers: { 'X-Ops-Timestamp': later } });
  },
);

When(
  'admin asks for the jobs with a clock off by {int} seconds',
  async function (this: ScenarioWorld, seconds: number) {
    const clock = { ...systemClock, now: () => systemClock.now() + seconds * 1000 };
    this.answer = await this.admin.as({ clock }).pushy('GET', 'jobs');
  },
);

When('admin asks for {string}', async function (this: ScenarioWorld, path: string) {
  this.answer = await this.admin.pushy('GET', fillText(this, path));
});

When(
  'admin asks for {string} accepting {string}',
  async function (this: ScenarioWorld, path: string, accept: string) {
    const reply = await this.admin.stream(this.admin.pushyPath(fillText(this, path)), {
      headers: { Accept: accept },
      silenceTimeoutMs: this.patienceMs,
    });
    this.answer = await this.readStart(reply);
  },
);
