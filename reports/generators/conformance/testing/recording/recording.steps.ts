import assert from 'node:assert/strict';
import { After, Before, type DataTable, Given, Then, When } from '@cucumber/cucumber';

/**
 * Steps of a server that is not there, which pass and fail in each way that a run knows: what they leave is recorded in
 * `messages.ndjson` beside this folder.
 */
const JOURNAL = 'application/vnd.push-harness.journal+json';
const DELAY = 'application/vnd.push-harness.delay+json';
const QUIRK = 'application/vnd.push-harness.quirk+json';
const EVIL = '</script><img src=x onerror="fetch(\'http://evil.example/\')"> {{x}} `x` | \u001b[31mred\u202e';

/** Nodes that come up at the second try. */
const tries = new Map<string, number>();

interface Recording {
  node?: string;
  state?: string;
  status?: number;
  body?: string;
  unaccepted?: string;
  attach(data: string, mediaType: string): void;
}

Before({ tags: '@breaks' }, function prepare() {
  throw new Error('no organisation could be made: connect ECONNREFUSED 127.0.0.1:10003');
});

Given(
  /^(web\d) is (healthy|busy|slow|late|purple)$/,
  function (this: Recording, node: string, state: string) {
    if (state === 'purple') return 'pending';
    this.node = node;
    this.state = state;
    return undefined;
  },
);

When('a job with quorum {} is started on web1', function (this: Recording, quorum: string) {
  this.status = quorum === '1.5' ? 500 : quorum.startsWith('"') ? 400 : 201;
});

When('admin asks for {string}', function (this: Recording, path: string) {
  const statuses: Record<string, number> = { 'connect/web1': 404, evil: 500, late: 503, noise: 200 };
  this.status = statuses[path] ?? 200;
  if (path === 'evil') this.body = EVIL;
  if (path === 'noise') this.state = 'noisy';
});

When('the target shows the quirk {word}', function (this: Recording, name: string) {
  this.status = 404;
  if (name === 'body-first') this.unaccepted = name;
  const evidence = `GET /organizations/org1/pushy/nothing\n404 text/html\n<html>${EVIL}</html>`;
  this.attach(JSON.stringify({ name, evidence }), QUIRK);
});

When('the harness cannot open a port', () => {
  throw new Error('harness: listen EADDRINUSE 127.0.0.1:10000');
});

Then('the job ends as {word}', function (this: Recording, end: string) {
  if (this.state !== 'busy') return;
  throw new Error(
    `wanted of the feed of job1: job_complete ${end}\nseen: start, quorum_vote web1 failure, job_complete complete`,
  );
});

Then('the feed is:', (table: DataTable) => {
  const told = [
    ['event', 'node'],
    ['start', ''],
    ['quorum_succeeded', ''],
    ['quorum_vote', 'web1'],
  ];
  assert.deepEqual(told, table.raw());
});

Then('the answer is {int}', function (this: Recording, status: number) {
  assert.equal(this.status, status, this.body === undefined ? undefined : `${this.status}: ${this.body}`);
});

Then('{word} is available', function (this: Recording, node: string) {
  const made = (tries.get(node) ?? 0) + 1;
  tries.set(node, made);
  assert.ok(
    this.state !== 'late' && (this.state !== 'slow' || made > 1),
    `${node} is not available after 2000 ms`,
  );
});

After(function (this: Recording, { result, pickle }) {
  if (this.state === 'noisy')
    assert.deepEqual(['500 GET /organizations/org1/pushy/jobs'], [], 'what nobody asked about');
  if (this.unaccepted !== undefined)
    throw new Error(`the quirk ${this.unaccepted} is not accepted of this target: The body comes first.`);
  if (result?.status !== 'FAILED') return;
  if (this.state === 'late') this.attach(JSON.stringify({ who: 'judge', ms: 340, bearsMs: 100 }), DELAY);
  const lines = [
    {
      atMs: 0,
      direction: 'out',
      kind: 'request',
      summary: `POST /organizations/org1/pushy/jobs`,
      body: '{"command":"true","nodes":["web1"],"quorum":1}',
    },
    {
      atMs: 4,
      direction: 'in',
      kind: 'request',
      summary: '201 Created',
      body: '{"id":"26e98ba162fa7ba6fb2793125553c7ae"}',
    },
    {
      atMs: 9,
      node: 'web1',
      direction: 'in',
      kind: 'frame',
      summary: 'commit',
      body: '{"type":"commit","command":"true","capture":false}',
    },
    { atMs: 12, node: 'web1', direction: 'out', kind: 'frame', summary: 'nack_commit' },
    {
      atMs: 15,
      direction: 'in',
      kind: 'event',
      summary: `job_complete ${pickle.name.includes('markup') ? EVIL : 'complete'}`,
    },
  ];
  this.attach(JSON.stringify(lines), JOURNAL);
});
