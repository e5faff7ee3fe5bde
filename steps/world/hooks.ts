import assert from 'node:assert/strict';
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  setDefaultTimeout,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { JOURNAL_MEDIA_TYPE } from '../../journal/quote.ts';
import { startInProcessTarget } from '../target/in-process.ts';
import type { DialectName, Target } from '../target/target.ts';
import { feedFaults } from './feed-check.ts';
import { drawKeyPairs } from './key-pairs.ts';
import { RunJournal } from './run-journal.ts';
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

let journal: RunJournal | undefined;

BeforeAll(async () => {
  journal = await RunJournal.open(process.env);
});

AfterAll(async () => {
  await journal?.close();
});

// before the other hooks of this kind, so that it begins first and ends last
Before(function (this: ScenarioWorld, { gherkinDocument, pickle }) {
  this.journal = journal?.begin(gherkinDocument, pickle);
});

/** What went over the wire before a failure is attached to it. */
After(function (this: ScenarioWorld, { result }) {
  const outcome = result?.status ?? 'UNKNOWN';
  if (this.journal !== undefined && outcome !== 'PASSED') {
    this.attach(JSON.stringify(this.journal.quote()), JOURNAL_MEDIA_TYPE);
  }
  this.journal?.end(outcome);
});

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
