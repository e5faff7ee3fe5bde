import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import {
  After,
  AfterAll,
  AfterStep,
  Before,
  BeforeAll,
  BeforeStep,
  setDefaultTimeout,
  setParallelCanAssign,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { JOURNAL_MEDIA_TYPE } from '../../conformance/journal/quote.ts';
import { DELAY_MEDIA_TYPE } from '../../conformance/run/attachments.ts';
import { noteOf } from '../../conformance/run/not-judged.ts';
import { canRunHere } from '../../conformance/scenarios/machine-needs.ts';
import { scenarioId } from '../../conformance/scenarios/scenario-id.ts';
import { targetOfRun } from '../../conformance/target/connect-target.ts';
import { prepareKeyPairs } from '../../conformance/target/key-pairs.ts';
import { OpenTargets } from '../../conformance/target/open-targets.ts';
import { askStatus } from '../../conformance/target-file/server-status.ts';
import { DelayWatch } from '../../simulator/delays/delay-watch.ts';
import { bearable } from '../delays/bearable.ts';
import { feedFaults } from './feed-check.ts';
import { firstFailureOf } from './first-failure.ts';
import { stepTimeoutMs } from './patience.ts';
import { RunJournal } from './run-journal.ts';
import { ScenarioWorld } from './scenario-world.ts';
import { whyNotJudged } from './why-not-judged.ts';

setWorldConstructor(ScenarioWorld);

const resolved = targetOfRun();

/** Every wait gives up by itself and says what it wanted; this is for a step that hangs without one. */
setDefaultTimeout(stepTimeoutMs(resolved));

/** Scenarios that restart the server have one to themselves, which keeps its data. */
const RESTARTS = '@needs:restart';

/** Scenarios that look at a whole organisation have one to themselves. */
const ORGANISATIONS = '@needs:organisations';

/** Started once in each process. */
const targets = new OpenTargets(resolved);

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

/** A server in this process may be what keeps it busy. */
const delays = new DelayWatch({ countsOwnWork: resolved.server.kind !== 'in-process' });

let journal: RunJournal | undefined;

BeforeAll(async () => {
  delays.start();
  journal = await RunJournal.open(process.env);
});

AfterAll(async () => {
  delays.stop();
  await journal?.close();
});

// before the other hooks of this kind, so that it begins first and ends last
Before(function (this: ScenarioWorld, { gherkinDocument, pickle }) {
  this.journal = journal?.begin(gherkinDocument, pickle);
  delays.begin(() => (this.isOpen ? this.target.currentPid() : undefined));
});

BeforeStep(function (this: ScenarioWorld) {
  this.span.stepBegins();
});

AfterStep(function (this: ScenarioWorld, { result }) {
  if (result.status !== 'PASSED') this.span.hasFailed();
});

/** What went over the wire before a failure is attached to it, and what held up judge or server meanwhile. */
After(function (this: ScenarioWorld, { result }) {
  const outcome = result?.status ?? 'UNKNOWN';
  if (outcome !== 'PASSED' && outcome !== 'SKIPPED') {
    if (this.journal !== undefined) this.attach(JSON.stringify(this.journal.quote()), JOURNAL_MEDIA_TYPE);
    const bears = bearable(this.isOpen ? this.target.timings : resolved.timings);
    const bearsMs = this.isMarked ? bears.anyhowMs : bears.unmarkedMs;
    const delay = delays.longestWithin(this.span.underWay, this.span.step, bearsMs);
    if (delay !== undefined)
      this.attach(JSON.stringify({ ...delay, ms: Math.round(delay.ms), bearsMs }), DELAY_MEDIA_TYPE);
  }
  this.journal?.end(outcome);
});

BeforeAll(async () => {
  await prepareKeyPairs(resolved.keysFile);
  await targets.of(undefined);
});

Before(async function (this: ScenarioWorld, { gherkinDocument, pickle }) {
  if (resolved.stopFile !== undefined && existsSync(resolved.stopFile)) return 'skipped';
  const tags = pickle.tags.map(({ name }) => name);
  if (!canRunHere(tags)) return 'skipped';
  if (resolved.server.kind === 'external' && resolved.url !== undefined)
    this.incarnationBefore = (await askStatus(resolved.url, resolved.reach)).incarnation;
  const target = await targets.of(scenarioId(gherkinDocument, pickle));
  const options = { ownOrganisation: tags.includes(ORGANISATIONS) };
  if (tags.includes(RESTARTS)) await this.openOwn(await target.startOwn({}), options);
  else await this.open(target, options);
  return undefined;
});

/** A failure that says nothing of the target is attached as what it is. After the hook below, whose failure it may be. */
After(async function (this: ScenarioWorld, { result, pickle }) {
  if (result?.status !== 'FAILED') return;
  const failed = {
    result,
    hasBegun: this.isOpen,
    hasRestarted: this.wasRestarted || pickle.tags.some(({ name }) => name === RESTARTS),
    incarnation: this.incarnationBefore,
  };
  const note = await whyNotJudged(failed, resolved);
  if (note !== undefined) this.attach(...noteOf(note));
});

/**
 * Whatever the scenario was about: the feed of each of its jobs is in order, the server refused nothing but what was
 * to be refused and failed at nothing, it has no quirk that is not accepted, and nothing is left running. The first
 * of these that fails is what is told, whatever fails after it.
 */
After(async function (this: ScenarioWorld) {
  if (!this.isOpen) return;
  // before nodes and jobs are ended, which leaves marks as well
  this.lookForMarks();
  const checks = [
    () => assert.deepEqual(this.jobs.map(feedFaults).filter(Boolean), [], 'the order of a feed'),
    async () => assert.deepEqual(await this.unprovoked(), [], 'what nobody asked about'),
    () => {
      const { unaccepted } = this.quirks;
      if (unaccepted.length > 0) throw new Error(unaccepted.join('\n'));
    },
    () => this.close(),
  ];
  await firstFailureOf(checks, () => this.span.hasFailed());
});

AfterAll(async () => {
  await targets.stop();
});
