import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { ClientCare } from '../../conformance/client/client-care.ts';
import { clientTimings } from '../../conformance/client/client-timings.ts';
import { CLIENT_VARIABLE, clientOfRun } from '../../conformance/client/client-under-test.ts';
import { MachineWatch } from '../../conformance/client/machine-watch.ts';
import { journalLine } from '../../conformance/client/testbed/client-event.ts';
import { RunWatcher } from '../../conformance/client/testbed/run-watcher.ts';
import { Testbed } from '../../conformance/client/testbed/testbed.ts';
import { CheckInterrupted, Unmet } from '../../conformance/client/testbed/unmet.ts';
import { ATTEMPTS_VARIABLE, JOURNAL_VARIABLE } from '../../conformance/journal/places.ts';
import { JOURNAL_MEDIA_TYPE, QUOTED } from '../../conformance/journal/quote.ts';
import { DELAY_MEDIA_TYPE, topicOf } from '../../conformance/run/attachments.ts';
import { INTERRUPTED_WORD } from '../../conformance/run/interrupted-word.ts';
import { noteOf } from '../../conformance/run/not-judged.ts';
import { scenarioId } from '../../conformance/scenarios/scenario-id.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import { RunJournal } from '../world/run-journal.ts';
import { ClientWorld } from './client-world.ts';
import { clientFault, ownFault } from './told-error.ts';

/** How often it is looked whether the run is to end. */
const LOOK_EVERY_MS = 50;

setWorldConstructor(ClientWorld);

/** Every wait gives up by itself and says what it wanted. One that Cucumber ended would be told as a fault of the client. */
setDefaultTimeout(-1);

/**
 * What a step throws is the client's fault where it says so, and ours otherwise. The client is seen to at once, since the
 * failure tells what became of it.
 */
setDefinitionFunctionWrapper(
  (act: (...given: readonly unknown[]) => unknown) =>
    async function (this: unknown, ...given: readonly unknown[]): Promise<unknown> {
      try {
        return await act.apply(this, [...given]);
      } catch (error) {
        if (!(this instanceof ClientWorld)) throw error;
        throw toldOf(this, this.isInSteps ? await this.care.afterFailure(this.scenario, error) : error);
      }
    },
);

function toldOf(world: ClientWorld, error: unknown): unknown {
  world.hasFailed = true;
  world.isInSteps = false;
  if (error instanceof CheckInterrupted) world.wasInterrupted = true;
  if (error instanceof Unmet) return clientFault(error);
  return error instanceof CheckInterrupted ? error : ownFault(error);
}

const client = clientOfRun();
const { server: timings, waits, bearsMs } = clientTimings(client.heartbeatIntervalMs, client.patienceMs);
const machine = new MachineWatch(bearsMs);
const interrupted = new AbortController();
const watcher = new RunWatcher(client.node, () => writeFileSync(client.contactFile, ''));

let journal: RunJournal | undefined;
let testbed: Testbed | undefined;
let care: ClientCare | undefined;

/** The word in the file that stops the run; undefined where it is not there. */
function stopWord(): string | undefined {
  return existsSync(client.stopFile) ? readFileSync(client.stopFile, 'utf8') : undefined;
}

if (process.send !== undefined) {
  // a run that is interrupted tells its processes by a file, so that each ends in order what it has begun
  process.on('SIGINT', () => {});
  process.once('disconnect', () => process.exit());
}

let look: NodeJS.Timeout | undefined;

BeforeAll(async () => {
  look = setInterval(() => {
    if (stopWord() === INTERRUPTED_WORD) interrupted.abort();
  }, LOOK_EVERY_MS);
  machine.start();
  journal = await RunJournal.open(process.env);
  const isAgain = Number(process.env[ATTEMPTS_VARIABLE] ?? 0) > 0;
  // the client is started with the environment of this process, and what a run tells its own is none of its business
  for (const name of [CLIENT_VARIABLE, JOURNAL_VARIABLE, ATTEMPTS_VARIABLE]) delete process.env[name];
  testbed = await Testbed.start({
    ...client,
    timings,
    waits,
    isAgain,
    signal: interrupted.signal,
    watcher,
  });
  care = new ClientCare(testbed, machine);
});

AfterAll(async () => {
  clearInterval(look);
  machine.stop();
  await testbed?.stop();
  await journal?.close();
});

Before(async function (this: ClientWorld, { gherkinDocument, pickle }) {
  if (stopWord() !== undefined) return 'skipped';
  if (testbed === undefined || care === undefined) throw new Error('the testbed was not started');
  this.journal = journal?.begin(gherkinDocument, pickle);
  watcher.journal = this.journal;
  const scenario = { id: scenarioId(gherkinDocument, pickle), topic: topicOf(pickle.uri) };
  const why = await care.prepare(scenario);
  if (why !== undefined) {
    this.attach(...noteOf({ why, hinders: false, ends: false }));
    return 'skipped';
  }
  this.begin({ testbed, care, scenario, acceptedQuirks: client.acceptedQuirks }, systemClock.now());
  return undefined;
});

/** What was seen of the client in a scenario that failed, what held up the judge meanwhile, and that a signal ended it. */
After(function (this: ClientWorld, { result }) {
  if (this.wasInterrupted)
    this.attach(...noteOf({ why: 'the run was interrupted', hinders: false, ends: false }));
  else if (result?.status === 'FAILED' && this.hasBegun) {
    const { mark, atMs } = this.begunAt;
    const seen = this.testbed.watch.since(mark).slice(-QUOTED);
    const lines = seen.map((entry) => journalLine(entry, client.node, atMs));
    this.attach(JSON.stringify(lines), JOURNAL_MEDIA_TYPE);
    const { delay } = machine;
    if (delay !== undefined) this.attach(JSON.stringify(delay), DELAY_MEDIA_TYPE);
  }
  watcher.journal = undefined;
  this.journal?.end(result?.status ?? 'UNKNOWN');
});

/** The client settles, whatever came of the scenario, and has no quirk that is not accepted. */
After(async function (this: ClientWorld) {
  if (!this.hasBegun || this.hasFailed) return;
  this.isInSteps = false;
  await this.care.afterPass(this.scenario);
  this.expectAcceptedQuirks();
});
