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
import { drawKeyPairs } from './key-pairs.ts';
import { ScenarioWorld } from './scenario-world.ts';

setWorldConstructor(ScenarioWorld);

/** Every wait gives up by itself and says what it wanted; this is for a step that hangs without one. */
setDefaultTimeout(60_000);

const targets = new Map<DialectName, Promise<Target>>();

/** Scenarios that restart the server have one to themselves, which keeps its data. */
const RESTARTS = '@needs:restart';

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
  await drawKeyPairs();
  await currentTarget();
});

Before({ tags: `not ${RESTARTS}` }, async function (this: ScenarioWorld) {
  await this.open(await currentTarget());
});

Before({ tags: RESTARTS }, async function (this: ScenarioWorld) {
  await this.openOwn(await startInProcessTarget(dialect, { keepsData: true }));
});

/**
 * Whatever the scenario was about: the feed of each of its jobs is in order, the server refused nothing but what was
 * to be refused and failed at nothing, and nothing is left running.
 */
After(async function (this: ScenarioWorld) {
  const faults = this.jobs.map(feedFaults).filter((fault) => fault !== undefined);
  const unprovoked = await this.unprovoked();
  await this.close();
  assert.deepEqual(faults, [], 'the order of a feed');
  assert.deepEqual(unprovoked, [], 'what nobody asked about');
});

AfterAll(async () => {
  const started = await Promise.all(targets.values());
  await Promise.all(started.map((target) => target.stop()));
});
