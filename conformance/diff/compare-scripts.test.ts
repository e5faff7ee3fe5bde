import assert from 'node:assert/strict';
import test from 'node:test';
import type { JournalEntry } from '../journal/entry.ts';
import { compareScripts, rowsBetween } from './compare-scripts.ts';
import { recogniseQuirks } from './recognise-quirks.ts';
import { seeScript } from './see-script.ts';
import {
  eventEntry,
  exchangeEntries,
  frameEntry,
  jobScript,
  NEXT_RUN,
  ONE_RUN,
} from './testing/script-entries.ts';

const SAME_DIALECT = { dialects: ['documented', 'documented'], recognise: recogniseQuirks } as const;

/** The places at which two runs differ, with the number of what was seen there. */
function differences(one: readonly JournalEntry[], other: readonly JournalEntry[]): readonly string[] {
  return compareScripts(seeScript(one), seeScript(other), SAME_DIALECT).map(
    ({ place, index, known }) => `${place} ${index}${known === undefined ? '' : ` ${JSON.stringify(known)}`}`,
  );
}

const changed = (
  entries: readonly JournalEntry[],
  isMeant: (entry: JournalEntry) => boolean,
  change: (entry: JournalEntry) => readonly JournalEntry[],
): readonly JournalEntry[] => entries.flatMap((each) => (isMeant(each) ? change(each) : [each]));

test('two runs of a script are the same, whatever its job, its names, its address and its day are called', () => {
  assert.deepEqual(differences(jobScript(ONE_RUN), jobScript(NEXT_RUN)), []);
});

test('the places of a script are its requests, its feeds by node, and the frames to each node', () => {
  assert.deepEqual(
    [...seeScript(jobScript(ONE_RUN)).keys()],
    [
      'POST /organizations/org/pushy/jobs as admin',
      'GET /organizations/org/pushy/jobs/<job 1> as admin',
      'feed job_status_feed/<job 1>',
      'feed job_status_feed/<job 1>, web1',
      'feed job_status_feed/<job 1>, web2',
      'frames to web1',
      'frames to web2',
    ],
  );
});

test('of a row of the same GET only what it came to is compared: it was a wait', () => {
  const once = jobScript(NEXT_RUN).filter(({ body }) => !body.includes('"voting"'));
  assert.equal(once.length, jobScript(NEXT_RUN).length - 1);
  const asked = once.findIndex(({ subject }) => subject.startsWith('GET'));
  assert.deepEqual(differences(jobScript(ONE_RUN), once.toSpliced(asked, 1)), []);
});

test('votes of two nodes may come in any order, and names within a status may stand in any', () => {
  const entries = jobScript(NEXT_RUN);
  const first = entries.findIndex(({ node, kind }) => kind === 'event' && node === 'web1');
  const [vote] = entries.slice(first, first + 1);
  assert.ok(vote);
  const turned = entries
    .toSpliced(first, 1)
    .toSpliced(first + 1, 0, vote)
    .map((each) => ({ ...each, body: each.body.replace('["web1","web2"]', '["web2","web1"]') }));
  assert.deepEqual(differences(jobScript(ONE_RUN), turned), []);
});

test('what a node tells behind another stage of its job is a difference', () => {
  const entries = jobScript(NEXT_RUN);
  const at = entries.findIndex(({ subject }) => subject.startsWith('quorum_succeeded'));
  const succeeded = entries[at];
  assert.ok(succeeded);
  const early = entries.toSpliced(at, 1).toSpliced(at - 1, 0, succeeded);
  assert.deepEqual(differences(jobScript(ONE_RUN), early), ['feed job_status_feed/<job 1>, web2 0']);
});

test('an event that lacks in a feed that was read to its end is a difference, and in one that was left it is none', () => {
  const isVote = ({ node, kind }: JournalEntry) => kind === 'event' && node === 'web2';
  const without = changed(jobScript(NEXT_RUN), isVote, () => []);
  assert.deepEqual(differences(jobScript(ONE_RUN), without), ['feed job_status_feed/<job 1>, web2 0']);
  const left = changed(
    without,
    ({ subject }) => subject.startsWith('job_complete'),
    () => [],
  );
  assert.deepEqual(differences(jobScript(ONE_RUN), left), []);
});

test('status, headers and bodies of answers are compared, and what only the connection says is not', () => {
  const asked = 'GET /organizations/org-076ae147/pushy/node_states/web9 as admin-076ae147';
  const json = { 'content-type': 'application/json' };
  const right = exchangeEntries(asked, 404, '{"error":["not found"]}', {
    ...json,
    server: 'one',
    'keep-alive': '5',
  });
  const like = (status: number, body: string, headers: Record<string, string>) =>
    differences(right, exchangeEntries(asked, status, body, headers)).length;
  assert.equal(like(404, '{ "error": [ "not found" ] }', { ...json, server: 'other' }), 0);
  assert.equal(like(410, '{"error":["not found"]}', json), 1);
  assert.equal(like(404, '{"error":["nothing"]}', json), 1);
  assert.equal(like(404, '{"error":["not found"]}', { ...json, 'x-more': '1' }), 1);
});

test('a frame with another field is a difference, an abort more and an acknowledged identity are none', () => {
  const entries = jobScript(NEXT_RUN);
  const more = [...entries, frameEntry('web2', { type: 'abort' }), frameEntry('web2', { type: 'abort' })];
  const acked = [frameEntry('web2', { type: 'ack' }), ...more];
  assert.deepEqual(differences(jobScript(ONE_RUN), acked), []);
  const isCommit = ({ node, kind }: JournalEntry) => kind === 'frame' && node === 'web2';
  const odd = changed(entries, isCommit, (each) => [
    { ...each, body: each.body.replace('"capture":false', '"capture":true') },
  ]);
  assert.deepEqual(differences(jobScript(ONE_RUN), odd), ['frames to web2 0']);
  const silent = changed(entries, isCommit, () => []);
  assert.deepEqual(differences(jobScript(ONE_RUN), silent), ['frames to web2 0']);
});

test('what one target alone was asked says nothing of the other', () => {
  const more = exchangeEntries(
    'GET /organizations/org-5b41edab/pushy/node_states as admin-5b41edab',
    200,
    '[]',
  );
  assert.deepEqual(differences(jobScript(ONE_RUN), [...jobScript(NEXT_RUN), ...more]), []);
});

test('jobs of others in the lists and feeds of an organisation are left out', () => {
  const list = (body: string) => [
    ...jobScript(ONE_RUN),
    ...exchangeEntries('GET /organizations/org-076ae147/pushy/jobs as admin-076ae147', 200, body),
  ];
  const [own, other] = [`"${ONE_RUN.job}"`, '"aaaaaaaaaaaa25fd67fa8715fd547d3d"'];
  assert.deepEqual(differences(list(`[${own}]`), list(`[${other},${own}]`)), []);
  assert.deepEqual(differences(list(`[${own}]`), list(`[${other}]`)), [
    'GET /organizations/org/pushy/jobs as admin 0',
  ]);
  const told = eventEntry(ONE_RUN, 'start', { job: 'aaaaaaaaaaaa25fd67fa8715fd547d3d' });
  assert.deepEqual(differences(jobScript(ONE_RUN), [...jobScript(NEXT_RUN), told]), []);
});

test('a body that is no JSON, headers that are none and an answer to nothing do not throw', () => {
  const odd = jobScript(ONE_RUN).map((each) => ({
    ...each,
    body: '\u0000{"',
    headers: 'x',
    subject: `x ${each.subject}`,
  }));
  assert.equal(seeScript(odd).size > 0, true);
});

test('answers that are made to trip whoever reads them do not throw, in either dialect', () => {
  const trap = '{"toString":1,"toJSON":2}';
  const jobs = '/organizations/org-076ae147/pushy/jobs';
  const entries = (uri: string) => [
    ...exchangeEntries(`POST ${jobs} as admin`, 201, `{"id":${trap},"uri":"${uri}"}`),
    ...exchangeEntries(`GET ${jobs} as admin`, 200, `[{"id":${trap}},{"node_name":${trap}},null]`),
    ...exchangeEntries(
      `GET ${jobs}/x as admin`,
      200,
      `{"nodes":{"ready":[${trap},null],"__proto__":["a"]},"uri":"${uri}"}`,
    ),
    ...exchangeEntries('GET /organizations/o/pushy/node_states as admin', 200, `[${trap},null,"${uri}"]`),
  ];
  const sides = { dialects: ['documented', 'pushy-server'], recognise: recogniseQuirks } as const;
  const found = compareScripts(seeScript(entries('one')), seeScript(entries('other')), sides);
  assert.deepEqual(
    found.map(({ place, known }) => [place.split(' ')[1], known]),
    [
      ['/organizations/org/pushy/jobs', undefined],
      ['/organizations/org/pushy/jobs/x', undefined],
    ],
  );
});

test('rows of the dialects are the fewest that explain a difference', () => {
  const place = 'GET /organizations/org/pushy/jobs/<job 1> as admin';
  const of = (body: unknown) => ({ status: 200, headers: {}, body });
  const rows = (one: unknown, other: unknown) =>
    rowsBetween(place, of(one), of(other), ['documented', 'pushy-server']);
  const job = { id: '<job 1>', status: 'complete' };
  const bare = { ...job, env: {}, file_specified: false };
  assert.deepEqual(
    rows(
      { ...bare, nodes: { complete: ['a', 'b'] } },
      { ...job, nodes: { failed: ['b'], succeeded: ['a'] } },
    ),
    ['§2 GET jobs/ID: words for statuses', '§2 GET jobs/ID: env and file_specified are always there'],
  );
  assert.deepEqual(rows({ ...bare, nodes: {} }, { ...job, nodes: {} }), [
    '§2 GET jobs/ID: env and file_specified are always there',
  ]);
  assert.equal(
    rows({ ...bare, nodes: { complete: ['a'] } }, { ...job, nodes: { nacked: ['a'] } }),
    undefined,
  );
  assert.equal(
    rows({ ...bare, nodes: { complete: ['a'] } }, { ...job, nodes: { succeeded: ['b'] } }),
    undefined,
  );
  assert.equal(rows({ ...bare, env: { A: '1' } }, job), undefined);
  assert.equal(rows({ ...bare, more: 1 }, job), undefined);
  assert.equal(rowsBetween(place, of(bare), of(job), ['documented', 'documented']), undefined);
});
