import assert from 'node:assert/strict';
import test from 'node:test';
import { loadFeaturesOf } from '../scenarios/load-features.ts';
import { CLIENT_TOPICS, checkClientWords, clientCandidates, planClient } from './client-scenarios.ts';
import { CLIENT_WAITS, clientWaitsMs } from './client-waits.ts';
import { FIRST_CONTACT } from './testbed/contact.ts';

const ALL = {
  words: [],
  rerun: undefined,
  wantsTags: () => true,
  level: 'extension',
  shard: undefined,
  patienceMs: 60_000,
} as const;

test('clients are judged by all features about them, in the order of the list', async () => {
  const topics = [...new Set((await clientCandidates()).map(({ topic }) => topic))];
  assert.deepEqual(topics, CLIENT_TOPICS);
});

test('a scenario about a server is none about a client', async () => {
  const candidates = await clientCandidates();
  assert.ok(candidates.every(({ id }) => id.startsWith('CLIENT-')));
  const ofServers = await loadFeaturesOf('server');
  assert.ok(ofServers.length > 600);
  assert.deepEqual(
    ofServers.filter(({ examples }) =>
      examples.some(({ tags }) => tags.some((tag) => tag.startsWith('@CLIENT-'))),
    ),
    [],
  );
  for (const [words, rerun, known, where] of [
    [['QUORUM-001'], [], [], 'the arguments name;'],
    [[], ['QUORUM-001'], [], 'the file of --rerun names;'],
    [[], [], [{ id: 'QUORUM-001' }], 'the known failures name;'],
  ] as const)
    assert.throws(
      () =>
        checkClientWords({ selection: { words, rerun }, knownFailures: known }, candidates, () => undefined),
      new RegExp(`^ConformUsageError: no scenario has the id QUORUM-001 that ${where}`),
    );
});

test('what a client does first is what the scenarios about its first contact are about', async () => {
  const ids = (await clientCandidates()).filter(({ topic }) => topic === 'contact').map(({ id }) => id);
  assert.deepEqual(Object.keys(FIRST_CONTACT), ids);
});

test('ids and topics are chosen, and keep their order', async () => {
  const candidates = await clientCandidates();
  const chosen = (words: readonly string[]) =>
    planClient(candidates, { ...ALL, words }, 100).selected.map(({ id }) => id);
  assert.deepEqual(chosen(['CLIENT-050', 'CLIENT-010']), ['CLIENT-010', 'CLIENT-050']);
  assert.deepEqual(chosen(['contact']), ['CLIENT-001', 'CLIENT-002', 'CLIENT-003']);
});

test('a scenario that takes longer than the patience is left out, and the others are not', async () => {
  const candidates = await clientCandidates();
  const { selected, notRun } = planClient(candidates, { ...ALL, patienceMs: 5_000 }, 1_000);
  assert.deepEqual(
    notRun.map(({ id, reason }) => [id, reason]),
    [
      ['CLIENT-004', 'it would wait about 7 s, and the patience is 5 s'],
      ['CLIENT-042', 'it would wait about 43 s, and the patience is 5 s'],
      ['CLIENT-043', 'it would wait about 27 s, and the patience is 5 s'],
    ],
  );
  assert.equal(selected.length, candidates.length - 3);
});

test('each time that a tag of a scenario about clients can name is waited for by one', async () => {
  const tags = (await clientCandidates()).flatMap((each) => each.tags);
  for (const name of Object.keys(CLIENT_WAITS)) assert.ok(tags.includes(`@waits:${name}`), name);
  assert.equal(clientWaitsMs(['@must', '@waits:heartbeat'], 100), 200);
});
