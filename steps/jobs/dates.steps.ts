import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import type { JobAnswer } from '../../protocol/client/api.ts';
import { parseHttpDate } from '../../protocol/time/dates.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Often enough to lose little of a second. */
const LOOK_EVERY_MS = 20;
/** Dates of whole seconds, and a machine that is busy. */
const LATE_MS = 3_000;

const lookedAt = new WeakMap<ScenarioWorld, JobAnswer>();

function before(world: ScenarioWorld): JobAnswer {
  const job = lookedAt.get(world);
  if (job === undefined) throw new Error('the scenario has not looked at the job');
  return job;
}

Given('the job has been looked at', async function (this: ScenarioWorld) {
  lookedAt.set(this, await this.job.shown());
});

/** By the server's own clock: what changes now has another date than what has changed. */
Given('a later second has begun', async function (this: ScenarioWorld) {
  const present = async () => {
    const { headers } = await this.admin.request('GET', '/pushy/_status', { signed: false });
    return parseHttpDate(String(headers.date)) ?? 0;
  };
  const first = await present();
  await pollUntil('a later second', present, (date) => date > first, {
    everyMs: LOOK_EVERY_MS,
    patienceMs: this.patienceMs,
  });
});

Then('it was made just now, and updated just now', async function (this: ScenarioWorld) {
  const { createdAtMs, updatedAtMs } = await this.job.shown();
  for (const at of [createdAtMs, updatedAtMs]) {
    assert.ok(Math.abs(Date.now() - at) < LATE_MS, new Date(at).toISOString());
  }
  assert.ok(createdAtMs <= updatedAtMs);
});

Then('the job was made and updated when it was before', async function (this: ScenarioWorld) {
  const { createdAtMs, updatedAtMs } = before(this);
  const now = await this.job.shown();
  assert.deepEqual([now.createdAtMs, now.updatedAtMs], [createdAtMs, updatedAtMs]);
});

Then('the job was made when it was before and updated later', async function (this: ScenarioWorld) {
  const { createdAtMs, updatedAtMs } = before(this);
  const now = await this.job.shown();
  assert.equal(now.createdAtMs, createdAtMs);
  assert.ok(now.updatedAtMs > updatedAtMs, `${now.updatedAtMs} after ${updatedAtMs}`);
});
