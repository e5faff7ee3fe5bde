import assert from 'node:assert/strict';
import test from 'node:test';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import { SHIPPED_TIMINGS } from '../target-file/timings.ts';
import type { Candidate } from './candidate.ts';
import { plan, type RunSelection } from './plan.ts';

const TARGET: ResolvedTarget = {
  name: 'a server',
  dialect: 'documented',
  server: { kind: 'external', url: 'http://127.0.0.1:1' },
  organisation: 'dev',
  roles: {},
  ownRoles: {},
  timings: { ...SHIPPED_TIMINGS, heartbeatIntervalMs: 100, votingTimeoutMs: 60_000 },
  capabilities: ['feeds'],
  acceptedQuirks: [],
  hooks: {},
  runId: 'r1',
};

const ALL: RunSelection = {
  words: [],
  rerun: undefined,
  wantsTags: () => true,
  level: 'extension',
  shard: undefined,
  patienceMs: 300_000,
};

function candidate(id: string, about: Partial<Candidate> = {}): Candidate {
  return {
    id,
    uri: 'features/server/quorum/q.feature',
    line: 1,
    name: id,
    requirement: 'it is so',
    topic: 'quorum',
    level: 'must',
    origins: ['documented', 'shipped'],
    needs: [],
    waits: [],
    tags: [],
    ...about,
  };
}

const MANY = ['QUORUM-001', 'QUORUM-002:1', 'QUORUM-002:2', 'QUORUM-003'].map((id) => candidate(id));

function selectedOf(
  candidates: readonly Candidate[],
  selection: Partial<RunSelection>,
  target: Partial<ResolvedTarget> = {},
) {
  return plan(candidates, { ...TARGET, ...target }, { ...ALL, ...selection }).selected.map(({ id }) => id);
}

function reasonFor(one: Candidate, selection: Partial<RunSelection> = {}): string | undefined {
  const [why] = plan([one], TARGET, { ...ALL, ...selection }).notRun;
  return why && `${why.verdict}: ${why.reason}`;
}

test('without a patience nothing is left out for its waits', () => {
  const slow = candidate('A-001', { waits: ['votes'] });
  assert.deepEqual(selectedOf([slow], { patienceMs: undefined }), ['A-001']);
  assert.deepEqual(selectedOf([slow], { patienceMs: 12_000 }), []);
});

test('without a selection everything runs that the target can be asked for', () => {
  assert.deepEqual(selectedOf(MANY, {}), ['QUORUM-001', 'QUORUM-002:1', 'QUORUM-002:2', 'QUORUM-003']);
});

test('an id means a scenario, all rows of an outline, or one row; a word in small letters a topic', () => {
  assert.deepEqual(selectedOf(MANY, { words: ['QUORUM-002'] }), ['QUORUM-002:1', 'QUORUM-002:2']);
  assert.deepEqual(selectedOf(MANY, { words: ['QUORUM-002:2'] }), ['QUORUM-002:2']);
  assert.equal(selectedOf(MANY, { words: ['quorum'] }).length, 4);
  assert.equal(reasonFor(candidate('QUORUM-001'), { words: ['feeds'] }), 'not run: it was not asked for');
});

test('every candidate is either selected or has one reason', () => {
  const { selected, notRun } = plan(MANY, TARGET, {
    ...ALL,
    words: ['QUORUM-002'],
    shard: { index: 1, count: 2 },
  });
  assert.equal(new Set([...selected, ...notRun].map(({ id }) => id)).size, MANY.length);
});

test('a level asks for what binds more, too', () => {
  assert.equal(
    reasonFor(candidate('A-001', { level: 'may' }), { level: 'should' }),
    'not run: its level is may',
  );
  assert.equal(reasonFor(candidate('A-001', { level: 'must' }), { level: 'should' }), undefined);
});

test('what holds in the other dialect alone is not applicable', () => {
  assert.equal(
    reasonFor(candidate('A-001', { origins: ['shipped'] })),
    'not applicable: it holds in another dialect than documented',
  );
});

test('what the target does not offer is not applicable, and named', () => {
  assert.equal(
    reasonFor(candidate('A-001', { needs: ['feeds', 'diagnosis', 'kill'] })),
    'not applicable: the target does not offer diagnosis, kill',
  );
});

test('what this machine does not allow is not applicable, whatever the target offers', (t) => {
  const asDaemon = candidate('A-001', { needs: ['feeds', 'other-users'] });
  const me = process as Required<Pick<NodeJS.Process, 'getuid'>>;
  let uid = 1_000;
  // once: of two mocks of one method the first would stay when the test is over
  t.mock.method(me, 'getuid', () => uid);
  assert.match(
    reasonFor(asDaemon) ?? '',
    /^not applicable: nodes cannot run commands as another user here: run conform as root/,
  );
  uid = 0;
  assert.equal(reasonFor(asDaemon), undefined);
});

test('what lacks nothing but a role is not run, and musts are counted by the role', () => {
  const needing = (id: string, ...needs: readonly string[]) => candidate(id, { needs });
  const candidates = [
    needing('A-001', 'organisations'),
    needing('A-002', 'chef-api', 'reader'),
    needing('A-003', 'outsider'),
    needing('A-004', 'organisations', 'kill'),
    candidate('A-005', { needs: ['organisations'], level: 'may' }),
  ];
  const { selected, notRun, lacking } = plan(candidates, TARGET, ALL);
  assert.deepEqual(selected, []);
  assert.deepEqual(
    notRun.map(({ id, verdict, lacks }) => [id, verdict, lacks]),
    [
      ['A-001', 'not run', 'superuser'],
      ['A-002', 'not run', 'superuser'],
      ['A-003', 'not run', 'outsider'],
      ['A-004', 'not applicable', undefined],
      ['A-005', 'not run', 'superuser'],
    ],
  );
  assert.deepEqual(lacking, { superuser: 2, outsider: 1 });
  assert.equal(notRun[0]?.reason, 'no superuser is given');
  const role = { user: 'pivotal', key: 'pivotal.pem' };
  const given = plan(candidates, { ...TARGET, roles: { superuser: role } }, ALL);
  assert.deepEqual(given.lacking, {}, 'what a superuser cannot do at the target, it does not offer');
});

test('what would outlast the patience is not run, and says how long it would take', () => {
  const slow = candidate('A-001', { waits: ['votes'] });
  assert.equal(
    reasonFor(slow, { patienceMs: 30_000 }),
    'not run: it would wait about 61 s, and the patience is 30 s',
  );
  assert.equal(reasonFor(slow), undefined);
});

test('what cannot be seen with the times of the target is not run, and says which times', () => {
  const silent = candidate('A-001', { waits: ['silence-while-voting'] });
  const timings = { ...TARGET.timings, heartbeatIntervalMs: 10_000 };
  assert.deepEqual(plan([silent], { ...TARGET, timings }, ALL).notRun, [
    {
      id: 'A-001',
      verdict: 'not run',
      reason: 'a silent node may be missed after 80 s only, and votes are over after 60 s',
    },
  ]);
  assert.equal(reasonFor(silent), undefined);
});

test('those that wait longest come first', () => {
  const mixed = [
    candidate('A-001'),
    candidate('A-002', { waits: ['votes'] }),
    candidate('A-003', { needs: ['feeds'] }),
  ];
  assert.deepEqual(selectedOf(mixed, {}), ['A-002', 'A-001', 'A-003']);
});

test('shards are parts that leave nothing out and share nothing', () => {
  const parts = [1, 2, 3].map((index) => selectedOf(MANY, { shard: { index, count: 3 } }));
  assert.deepEqual(parts.flat().toSorted(), MANY.map(({ id }) => id).toSorted());
});

test('a file of ids runs those again and no other', () => {
  assert.deepEqual(selectedOf(MANY, { rerun: ['QUORUM-003'] }), ['QUORUM-003']);
  assert.deepEqual(selectedOf(MANY, { rerun: [] }), []);
});

test('tags choose as the expression says', () => {
  const tagged = [candidate('A-001', { tags: ['@must', '@doc:job'] }), candidate('A-002')];
  assert.deepEqual(selectedOf(tagged, { wantsTags: (tags) => tags.includes('@doc:job') }), ['A-001']);
});
