import assert from 'node:assert/strict';
import { type DataTable, Then, When } from '@cucumber/cucumber';
import { feedShape } from '../../conformance/target/shown-feed.ts';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { expectAnswer } from '../quirks/expect-answer.ts';
import type { FeedReading } from '../world/feed-reading.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** As the documentation shows an event. JSON text cannot hold a line break. */
const EVENT = /^event: [a-z_]+\nid: \S+\ndata: \{[^\n]*\}$/;
/** A keep-alive, with the blank line that may follow it. */
const COMMENT = /^:[^\n]*\n\n?/gm;
/** Nothing is under way. */
const WHOLE = /\n\n$|(?:^|\n):[^\n]*\n$/;
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}Z$/;

Then(
  'every byte for {reader} is of an event or a keep-alive',
  async function (this: ScenarioWorld, label: string) {
    const reading = this.readers.of(label);
    // an event that is under way comes to its end, or the stream does
    await reading.log.until('the end of an event', () => WHOLE.test(reading.closedText), this.patienceMs);
    const { closedText, events } = reading;
    const told = closedText.replaceAll(COMMENT, '');
    assert.ok(told.endsWith('\n\n'), `the last event is not closed: ${told.slice(-100)}`);
    // empty lines before the first event say nothing
    const frames = told.split(/\n{2,}/).filter((frame) => frame !== '');
    assert.deepEqual(
      frames.filter((frame) => !EVENT.test(frame)),
      [],
    );
    assert.deepEqual(
      events.filter(({ data }) => typeof data.timestamp !== 'string'),
      [],
    );
    assert.equal(frames.length, events.length);
  },
);

Then('the ids and moments for {reader} are in order', function (this: ScenarioWorld, label: string) {
  const { events } = this.readers.of(label);
  const { eventId } = feedShape(this.target.dialect);
  const ids = events.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id) => !eventId.test(id)),
    [],
  );
  assert.equal(new Set(ids).size, ids.length, ids.join(', '));
  const moments = events.map(({ data }) => String(data.timestamp));
  assert.deepEqual(
    moments.filter((moment) => !MOMENT.test(moment)),
    [],
  );
  assert.deepEqual(moments, [...new Set(moments)].sort());
});

/** What a `start` says, but the moment and the job. */
function startFields({ data }: FeedEvent): Readonly<Record<string, unknown>> {
  const { timestamp, job, ...fields } = data;
  return fields;
}

async function startOf(world: ScenarioWorld, reading: FeedReading): Promise<FeedEvent> {
  const isStart = ({ event, data }: FeedEvent): boolean =>
    event === 'start' && (data.job ?? world.job.id) === world.job.id;
  await reading.untilEvents('the start of the job', (events) => events.some(isStart), world.patienceMs);
  const start = reading.events.find(isStart);
  assert.ok(start);
  return start;
}

Then(
  'the job and the organisation are told a start with:',
  async function (this: ScenarioWorld, table: DataTable) {
    const { saysNoCapture } = feedShape(this.target.dialect);
    const said = table
      .raw()
      .map(([key = '', json = '']) => [key, JSON.parse(this.fill(json))] as const)
      .filter(([key, value]) => key !== 'capture' || value === true || saysNoCapture);
    const wanted = Object.fromEntries(said);
    const ofJob = await this.job.feed.until('start', ({ event }) => event === 'start', this.patienceMs);
    const ofOrganisation = await startOf(this, this.readers.of('reader1'));
    assert.deepEqual(startFields(ofJob), wanted);
    assert.deepEqual(startFields(ofOrganisation), wanted);
    assert.equal(ofOrganisation.data.job, this.job.id);
  },
);

Then(
  /^(.*) are told a start with the command (.*)$/,
  async function (this: ScenarioWorld, labels: string, json: string) {
    for (const label of labels.split(' and ')) {
      const { data } = await startOf(this, this.readers.of(label));
      assert.equal(data.command, JSON.parse(json));
    }
  },
);

Then('nothing for {reader} has {string} in it', function (this: ScenarioWorld, label: string, text: string) {
  assert.ok(!this.readers.of(label).text.includes(text), this.readers.of(label).log.describe());
});

When('admin asks for the head of {string}', async function (this: ScenarioWorld, path: string) {
  this.answer = await this.admin.pushy('HEAD', this.fill(path), { headers: { Accept: 'text/event-stream' } });
});

Then(
  'the answer has the header {string} as {string}',
  function (this: ScenarioWorld, name: string, value: string) {
    expectAnswer(this, { what: 'header', name, value }, ({ headers }) => assert.equal(headers[name], value));
  },
);

Then('the answer has no header {string}', function (this: ScenarioWorld, name: string) {
  const wanted = { what: 'header', name, value: undefined } as const;
  expectAnswer(this, wanted, ({ headers }) => assert.equal(headers[name], undefined));
});
