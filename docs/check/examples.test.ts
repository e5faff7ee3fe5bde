import assert from 'node:assert/strict';
import test from 'node:test';
import { createFeedParser, type FeedEvent } from '../../protocol/client/feed-event.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { grammarFaults } from '../../protocol/feed/grammar.ts';
import { accepted } from '../../protocol/testing/messages.ts';
import { serverConfig } from '../../protocol/testing/vectors.ts';
import { formatConfig, parseConfig } from '../../protocol/wire/config.ts';
import { DIALECTS } from '../../server/dialects/dialects.ts';
import { JOB_REQUEST_SCHEMA } from '../../server/http/schemas/job-request.ts';
import type { JobRecord } from '../../server/job/job-record.ts';
import { closeIntervals, isDown, newAvailability } from '../../server/node/availability.ts';
import { blockOf, readPage, rowsOf, sectionOf } from './page.ts';

/** The examples of the wire reference, held to what our code gives in their place. */
const page = readPage('docs/protocol.md');
const json = (name: string) => JSON.parse(blockOf(page, name));

const JOB: JobRecord = {
  id: 'aaaaaaaaaaaa25fd67fa8715fd547d3d',
  org: 'dev',
  requestedBy: 'admin',
  createdAtMs: Date.UTC(2012, 8, 4, 23, 1, 2),
  updatedAtMs: Date.UTC(2012, 8, 4, 23, 17, 56),
  status: 'running',
  request: {
    command: 'chef-client',
    nodes: ['NODE1', 'NODE2', 'NODE3'],
    runTimeoutSeconds: 300,
    quorum: 2,
    user: 'rebecca',
    file: 'raw:x',
    captureOutput: true,
  },
  nodes: [
    ['NODE1', { status: 'running', started: true }],
    ['NODE2', { status: 'failed', started: true, endedBy: 'failed' }],
    ['NODE3', { status: 'nacked', started: false, endedBy: 'nack_commit' }],
  ],
};

for (const name of Object.keys(DIALECTS) as DialectName[]) {
  test(`a job is shown so in the dialect ${name}, keys in this order`, () => {
    const shown = DIALECTS[name].job(JOB, { includeFile: false });
    assert.equal(JSON.stringify(json(`job-${name}`)), JSON.stringify(shown));
  });
}

test('the configuration is the one that the shipped server gave, and ours would be written so', () => {
  assert.deepEqual(json('config'), serverConfig);
  assert.deepEqual(formatConfig(accepted(parseConfig(json('config')))), json('config'));
});

test('every field of the configuration is explained', () => {
  const explained = rowsOf(sectionOf(page, '§3'), ['field', 'meaning'])
    .flatMap(([names = '']) => names.split(', '))
    .map((name) => name.replaceAll('`', '').split('.').at(-1));
  const { type: _, host: _host, node: _node, organization: _org, push_jobs, ...top } = json('config');
  const fields = [...Object.keys(push_jobs.heartbeat), ...Object.keys(top)];
  assert.deepEqual(explained.toSorted(), fields.toSorted());
});

test('the table of POST jobs has the keys that the server takes', () => {
  const { properties, required } = JOB_REQUEST_SCHEMA;
  const rows = rowsOf(sectionOf(page, '§2'), ['key', 'type', 'default']);
  assert.deepEqual(
    rows.map(([key]) => key).toSorted(),
    Object.keys(properties)
      .map((key) => `\`${key}\``)
      .toSorted(),
  );
  const defaultOf = (key: string) => rows.find(([one]) => one === `\`${key}\``)?.[2];
  for (const key of required) assert.equal(defaultOf(key), 'required');
  assert.equal(defaultOf('run_timeout'), String(properties.run_timeout.default));
  assert.equal(defaultOf('capture_output'), `\`${properties.capture_output.default}\``);
});

test('the share of a node that falls silent is computed so', () => {
  const { down_threshold: downThreshold, decay_window: decayWindow, shares } = json('down-detection');
  const rules = { intervalMs: 1, downThreshold, decayWindow };
  const states = shares.map((_: number, index: number) =>
    closeIntervals(newAvailability(0, rules), index + 1, rules),
  );
  for (const [index, { share }] of states.entries()) assert.ok(Math.abs(share - shares[index]) < 1e-9);
  assert.deepEqual(
    states.map((state: (typeof states)[number]) => isDown(state, rules)),
    [false, false, false, true],
  );
});

test('the feed is read, and its events stand in the order of the protocol', () => {
  const events: FeedEvent[] = [];
  const parser = createFeedParser({
    onEvent: (event) => events.push(event),
    onRetry: () => assert.fail('it asks for a pause'),
    onMalformed: (text) => assert.fail(text),
    onTooLong: () => assert.fail('an event has no end'),
  });
  parser.feed(Buffer.from(`${blockOf(page, 'feed')}\n\n`));
  assert.equal(events.length, 9);
  const observed = events.map(({ event, id, data }) => ({
    name: event,
    id,
    timestamp: String(data.timestamp),
    ...(data.node !== undefined && { node: String(data.node) }),
    ...(data.status !== undefined && { status: String(data.status) }),
  }));
  assert.deepEqual(grammarFaults(observed), []);
});
