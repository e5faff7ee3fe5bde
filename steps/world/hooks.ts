import assert from 'node:assert/strict';
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  setDefaultTimeout,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { startInProcessTarget } from '../target/in-process.ts';
import type { DialectName, Target } from '../target/target.ts';
import { feedFaults } from './feed-check.ts';
import { ScenarioWorld } from './scenario-world.ts';

setWorldConstructor(ScenarioWorld);

/** Every wait gives up by itself and says what it wanted; this is for a step that hangs without one. */
setDefaultTimeout(60_000);

const targets = new Map<DialectName, Promise<Target>>();

/** Scenarios that restart the server have one to themselves, which keeps its data. */
const OWN_SERVER = '@own-server';

const owned = new WeakMap<ScenarioWorld, Target>();

/** `PUSH_HARNESS_DIALECT` says in which dialect this run is. */
const dialect: DialectName =
  process.env.PUSH_HARNESS_DIALECT === 'pushy-server' ? 'pushy-server' : 'documented';

/** The target of this run, started once. */
function currentTarget(): Promise<Target> {
  const known = targets.get(dialect);
  if (known !== undefined) return known;
  const starting = startInProcessTarget(dialect);
  targets.set(dialect, starting);
  return starting;
}

BeforeAll(async () => {
  await currentTarget();
});

Before({ tags: `not ${OWN_SERVER}` }, async function (this: ScenarioWorld) {
  await this.open(await currentTarget());
});

Before({ tags: OWN_SERVER }, async function (this: ScenarioWorld) {
  const target = await startInProcessTarget(dialect, { keepsData: true });
  owned.set(this, target);
  await this.open(target);
});

/** Whatever the scenario was about: the feed of each of its jobs is in order, and it leaves nothing running. */
After(async function (this: ScenarioWorld) {
  const faults = this.jobs.map(feedFaults).filter((fault) => fault !== undefined);
  await this.close();
  await owned.get(this)?.stop();
  assert.deepEqual(faults, [], 'the order of a feed');
});

AfterAll(async () => {
  const started = await Promise.all(targets.values());
  await Promise.all(started.map((target) => target.stop()));
});
