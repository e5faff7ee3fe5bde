import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import type { LogLine } from '../../conformance/target/server-log.ts';
import { startJob } from '../../protocol/client/api.ts';
import type { EventLog } from '../../protocol/time/event-log.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { eventSentence } from './told.ts';

/** Nearly all that a request may have. A few of them fill what lies between a server and a reader that does not read. */
const LONG_COMMAND = 'x'.repeat(900_000);

/** Far more than any operating system keeps for one connection, and any server for one reader. */
const MOST_LONG_JOBS = 60;

const LOOK_EVERY_MS = 20;

/** The jobs that were started until a reader was cut off, in their order. */
const longJobs = new WeakMap<ScenarioWorld, readonly string[]>();

function logOf({ target }: ScenarioWorld): EventLog<LogLine> {
  assert.ok(target.log, `the log of ${target.name} cannot be read`);
  return target.log;
}

/** The line that tells of a reader of this organisation's feed that was cut off. */
function cutOff(world: ScenarioWorld): LogLine | undefined {
  return logOf(world).entries.find(
    ({ text, fields }) => text.includes('cut off') && fields.feed === world.scope.org,
  );
}

When('jobs with long commands are started until reader1 is cut off', async function (this: ScenarioWorld) {
  const ids: string[] = [];
  longJobs.set(this, ids);
  const { log } = this.readers.of('reader2');
  while (cutOff(this) === undefined && ids.length < MOST_LONG_JOBS) {
    const id = await startJob(this.admin, { command: LONG_COMMAND, nodes: [this.nodes.nameOf('ghost')] });
    ids.push(id);
    await log.until(
      `the end of ${id}`,
      (told) => told.what === 'event' && told.event.event === 'job_complete' && told.event.data.job === id,
      this.patienceMs,
    );
  }
});

function expectCutOff(world: ScenarioWorld, leastBytes: number): void {
  const line = cutOff(world);
  assert.ok(line, logOf(world).describe());
  assert.equal(line.fields.reason, 'too_slow');
  assert.ok(Number(line.fields.bufferedBytes) > leastBytes, JSON.stringify(line.fields));
}

Then('the log says which feed was cut off, and how much was waiting', function (this: ScenarioWorld) {
  expectCutOff(this, this.target.timings.maxReaderBufferBytes);
});

Then(
  'the log says that more than {int} megabytes were waiting',
  function (this: ScenarioWorld, megabytes: number) {
    expectCutOff(this, megabytes * 1_000_000);
  },
);

Then('{reader} finds that its stream is broken', async function (this: ScenarioWorld, label: string) {
  const reading = this.readers.of(label);
  reading.start();
  assert.equal(await reading.untilOver(this.patienceMs), 'broken');
});

Then(
  '{reader} is told the start and the end of each of those jobs',
  function (this: ScenarioWorld, label: string) {
    const ids = longJobs.get(this) ?? [];
    const wanted = ids.flatMap((id) => [`start ${id}`, `job_complete ${id} quorum_failed`]);
    assert.deepEqual(this.readers.of(label).events.map(eventSentence), wanted);
  },
);

Given('a job with a long command on ghost has ended as quorum_failed', async function (this: ScenarioWorld) {
  await this.startJob({ command: LONG_COMMAND, nodes: [this.nodes.nameOf('ghost')] });
  await expectJobEnd(this, 'quorum_failed');
});

/** Readers of earlier scenarios may be leaving still. */
Then('the server counts {int} reader(s)', async function (this: ScenarioWorld, wanted: number) {
  await pollUntil(
    `${wanted} readers`,
    async () => {
      const { text } = await this.admin.request('GET', '/metrics', {
        signed: false,
        headers: { Accept: undefined },
      });
      return Number(/^push_harness_feed_readers (\d+)$/m.exec(text)?.[1]);
    },
    (seen) => seen === wanted,
    { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
  );
});
