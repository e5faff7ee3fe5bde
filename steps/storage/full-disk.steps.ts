import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import type { Target } from '../../conformance/target/target.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Nobody tells when everything is stored again. */
const LOOK_EVERY_MS = 20;

function diskOf(world: ScenarioWorld): NonNullable<Target['disk']> {
  const { disk } = world.target;
  if (disk === undefined) throw new Error('the disk of this server cannot be made to fail');
  return disk;
}

/** What the status says of the disk; undefined where all is well. */
async function storageOf(world: ScenarioWorld): Promise<Readonly<Record<string, unknown>> | undefined> {
  const reply = await world.admin.request('GET', '/pushy/_status', { signed: false });
  assert.equal(reply.status, 200, reply.text);
  return Object(reply.json()).storage;
}

Given('the disk of the server is full', function (this: ScenarioWorld) {
  this.provokeLogged(/^nothing new is stored at present, since the disk of the server is full/);
  diskOf(this).fail();
});

Given('the disk of the server has room again', async function (this: ScenarioWorld) {
  assert.notEqual(await storageOf(this), undefined, 'somebody has met the full disk');
  diskOf(this).mend();
  const options = { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs };
  await pollUntil(
    'everything is stored',
    () => storageOf(this),
    (storage) => storage === undefined,
    options,
  );
});

Then(
  'the status of the server says that nothing is stored, since its disk is full',
  async function (this: ScenarioWorld) {
    const storage = await storageOf(this);
    assert.equal(storage?.trouble, 'full', JSON.stringify(storage));
    assert.match(String(storage?.sentence), /since the disk of the server is full: make room on it$/);
  },
);
