import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  setDefaultTimeout,
  setParallelCanAssign,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { JOURNAL_MEDIA_TYPE } from '../../journal/quote.ts';
import { openTarget, targetOfRun } from '../target/open.ts';
import type { Target } from '../target/target.ts';
import { feedFaults } from './feed-check.ts';
import { drawKeyPairs } from './key-pairs.ts';
import { stepTimeoutMs } from './patience.ts';
import { RunJournal } from './run-journal.ts';
import { ScenarioWorld } from './scenario-world.ts';

setWorldConstructor(ScenarioWorld);

const resolved = targetOfRun();

/** Every wait gives up by itself and says what it wanted; this is for a step that hangs without one. */
setDefaultTimeout(stepTimeoutMs(resolved));

/** Scenarios that restart the server have one to themselves, which keeps its data. */
const RESTARTS = '@needs:restart';

/** Scenarios that look at a whole organisation have one to themselves. */
const ORGANISATIONS = '@needs:organisations';

/** Started once in each process. */
let opening: Promise<Target> | undefined;

function currentTarget(): Promise<Target> {
  opening ??= openTarget(resolved);
  return opening;
}

if (resolved.server.kind !== 'in-process') {
  const own = [RESTARTS, '@needs:kill', '@needs:own-server'];
  setParallelCanAssign((next, underWay) => {
    const isOwn = ({ tags = [] }: typeof next): boolean => tags.some(({ name }) => own.includes(name));
    // somebody else's server is restarted under all scenarios at once
    if (resolved.server.kind === 'external') return underWay.length === 0 || ![next, ...underWay].some(isOwn);
    // several servers that start together starve the scenarios beside them
    return !isOwn(next) || !underWay.some(isOwn);
  });
}

if (process.send !== undefined) {
  // a run that is interrupted tells its processes by a file, so that each ends in order what it has begun
  process.on('SIGINT', () => {});
  process.once('disconnect', () => process.exit());
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
  if (this.journal !== undefined && outcome !== 'PASSED' && outcome !== 'SKIPPED') {
    this.attach(JSON.stringify(this.journal.quote()), JOURNAL_MEDIA_TYPE);
  }
  this.journal?.end(outcome);
});

BeforeAll(async () => {
  await drawKeyPairs(resolved.keysFile);
  await currentTarget();
});

Before(async function (this: ScenarioWorld, { pickle }) {
  if (resolved.stopFile !== undefined && existsSync(resolved.stopFile)) return 'skipped';
  const tags = pickle.tags.map(({ name }) => name);
  const target = await currentTarget();
  if (tags.includes(RESTARTS)) await this.openOwn(await target.startOwn({}));
  else await this.open(target, { ownOrganisation: tags.includes(ORGANISATIONS) });
  return undefined;
});

/**
 * Whatever the scenario was about: the feed of each of its jobs is in order, the server refused nothing but what was
 * to be refused and failed at nothing, and nothing is left running.
 */
After(async function (this: ScenarioWorld) {
  if (!this.isOpen) return;
  const faults = this.jobs.map(feedFaults).filter((fault) => fault !== undefined);
  const unprovoked = await this.unprovoked();
  await this.close();
  assert.deepEqual(faults, [], 'the order of a feed');
  assert.deepEqual(unprovoked, [], 'what nobody asked about');
});

AfterAll(async () => {
  await (await opening)?.stop();
});
