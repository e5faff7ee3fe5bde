import assert from 'node:assert/strict';
import test from 'node:test';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import { type NodeInJob, UNHEARD } from '../job/node-in-job.ts';
import { allStanding } from '../job/nodes-in-job.ts';
import { AFTER_RESTART } from '../job/restart.ts';
import { standing, statusesOf } from '../job/testing/standing.ts';
import { SAVE_ALIKE, SAVE_JOB_NODES } from './job-nodes.ts';
import { GET, IDS, JOB_PAGES, LIST } from './jobs.ts';
import { migrate } from './migrate.ts';
import { connect } from './sqlite/connection.ts';
import { jobRecord, storeInMemory } from './testing/store-fixture.ts';

test('a job comes back as it was, its nodes in the order of the request', async (t) => {
  const store = await storeInMemory(t);
  const nodes: (readonly [string, NodeJobStatus])[] = [
    ['zeta', 'new'],
    ['alpha', 'ready'],
    ['mid "quoted" ü\\', 'nacked'],
  ];
  const plain = jobRecord('plain', nodes);
  const full = jobRecord('full', nodes, {
    requestedBy: 'rebecca',
    status: 'complete',
    request: {
      ...plain.request,
      command: '',
      runTimeoutSeconds: 1e21,
      quorum: Number.MAX_SAFE_INTEGER,
      user: 'root',
      dir: '/tmp',
      env: { B: '2', A: '', ü: '☃' },
      file: 'raw:#!/bin/sh\necho ☃\n',
      captureOutput: true,
    },
  });
  await store.jobs.insert(plain);
  await store.jobs.insert(full);
  assert.deepEqual(await store.jobs.get('dev', 'plain'), plain);
  assert.deepEqual(await store.jobs.get('dev', 'full'), full);
});

test('what was given empty comes back empty, and what was not given stays away', async (t) => {
  const store = await storeInMemory(t);
  const plain = jobRecord('plain');
  const empty = jobRecord('empty', undefined, {
    request: { ...plain.request, user: '', dir: '', env: {}, file: 'raw:' },
  });
  await store.jobs.insert(empty);
  await store.jobs.insert(plain);
  assert.deepEqual((await store.jobs.get('dev', 'empty'))?.request, empty.request);
  assert.deepEqual((await store.jobs.get('dev', 'plain'))?.request, plain.request);
});

test('ids and list tell the oldest first, without nodes and files', async (t) => {
  const store = await storeInMemory(t);
  const { request } = jobRecord('any');
  for (const id of ['c', 'a', 'b']) {
    await store.jobs.insert(
      jobRecord(id, undefined, { request: { ...request, ...(id === 'a' && { file: 'raw:long' }) } }),
    );
  }
  assert.deepEqual(await store.jobs.ids('dev'), ['c', 'a', 'b']);
  const list = await store.jobs.list('dev');
  assert.deepEqual(
    list.map((job) => [job.id, job.request.nodes, job.request.file]),
    [
      ['c', [], undefined],
      ['a', [], ''],
      ['b', [], undefined],
    ],
  );
  assert.ok(list.every((job) => !('nodes' in job)));
});

test('a page is a part of the list, in its own order, behind a job of it', async (t) => {
  const store = await storeInMemory(t);
  for (const id of ['c', 'a', 'b', 'd']) await store.jobs.insert(jobRecord(id));
  for (const [page, ids] of [
    [{ limit: 2, newestFirst: false }, ['c', 'a']],
    [{ limit: 2, newestFirst: false, after: 'a' }, ['b', 'd']],
    [{ limit: 9, newestFirst: false, after: 'd' }, []],
    [{ limit: 2, newestFirst: true }, ['d', 'b']],
    [{ limit: 2, newestFirst: true, after: 'b' }, ['a', 'c']],
    [{ limit: 2, newestFirst: true, after: 'nobody' }, []],
  ] as const) {
    assert.deepEqual(await store.jobs.ids('dev', page), ids, JSON.stringify(page));
    const listed = await store.jobs.list('dev', page);
    assert.deepEqual(
      listed.map(({ id }) => id),
      ids,
    );
  }
  assert.deepEqual(await store.jobs.ids('ops', { limit: 2, newestFirst: true, after: 'a' }), []);
});

test('a job is found in its own organisation only', async (t) => {
  const store = await storeInMemory(t);
  await store.jobs.insert(jobRecord('one'));
  assert.equal(await store.jobs.get('ops', 'one'), undefined);
  assert.deepEqual(await store.jobs.ids('ops'), []);
  assert.deepEqual(await store.jobs.list('ops'), []);
  assert.equal(await store.jobs.get('dev', 'none'), undefined);
});

test('an id that is taken and an organisation that is unknown are refused', async (t) => {
  const store = await storeInMemory(t);
  await store.jobs.insert(jobRecord('one'));
  await assert.rejects(store.jobs.insert(jobRecord('one', [['other', 'new']])), /UNIQUE/);
  await assert.rejects(store.jobs.insert(jobRecord('two', undefined, { org: 'none' })), /FOREIGN KEY/);
  assert.deepEqual((await store.jobs.get('dev', 'one'))?.request.nodes, ['web1']);
});

test('changes of nodes touch the nodes they name, in the job they name, and not the time of the job', async (t) => {
  const store = await storeInMemory(t);
  const nodes: (readonly [string, NodeJobStatus])[] = [
    ['web1', 'new'],
    ['web2', 'new'],
    ['web3', 'new'],
  ];
  await store.jobs.insert(jobRecord('one', nodes));
  await store.jobs.insert(jobRecord('two', nodes));
  store.jobs.saveNodes('one', [
    ['web1', standing('ready')],
    ['web2', standing('nacked')],
    ['stranger', standing('ready')],
  ]);
  store.jobs.saveNodes('two', [['web3', standing('unavailable')]]);
  store.jobs.saveNodes('one', [['web1', standing('running')]]);
  store.jobs.saveNodes('none', [['web1', standing('running')]]);
  const statuses = async (id: string) =>
    statusesOf((await store.jobs.get('dev', id))?.nodes).map(([, status]) => status);
  assert.deepEqual(await statuses('one'), ['running', 'nacked', 'new']);
  assert.deepEqual(await statuses('two'), ['new', 'new', 'unavailable']);
  assert.equal((await store.jobs.get('dev', 'one'))?.updatedAtMs, jobRecord('one').updatedAtMs);
});

test('very many nodes are stored as they stand, alike or not, and so are their changes', async (t) => {
  const store = await storeInMemory(t);
  const names = Array.from({ length: 5_000 }, (_, index) => `web${index}`);
  const odd = names.map((name, index) => [name, index === 4_500 ? standing('ready') : UNHEARD] as const);
  await store.jobs.insert(jobRecord('one', [], { nodes: odd }));
  const stored = async () => [...((await store.jobs.get('dev', 'one'))?.nodes ?? [])];
  assert.deepEqual(await stored(), odd);

  const away = standing('unavailable');
  store.jobs.saveNodes('one', [['web0', standing('nacked')]]);
  store.jobs.saveNodes('one', allStanding([...names.slice(0, 4_000), 'stranger'], away));
  store.jobs.saveNodes('one', [['web1', standing('ready')]]);
  store.jobs.saveNodes(
    'one',
    new Set([
      ['web4999', standing('aborted')],
      ['web4998', away],
    ] as const),
  );
  const expected = new Map<string, NodeInJob>(odd);
  for (const name of names.slice(0, 4_000)) expected.set(name, away);
  expected.set('web1', standing('ready')).set('web4998', away).set('web4999', standing('aborted'));
  assert.deepEqual(await stored(), [...expected]);
});

test('a new status of the job comes with its time, and after the changes of its nodes', async (t) => {
  const store = await storeInMemory(t);
  await store.jobs.insert(jobRecord('one'));
  store.jobs.saveNodes('one', [['web1', standing('succeeded')]]);
  await store.jobs.saveStatus('one', 'complete', 1_400_000_000_123);
  const job = await store.jobs.get('dev', 'one');
  assert.deepEqual([job?.status, job?.updatedAtMs], ['complete', 1_400_000_000_123]);
  assert.deepEqual(statusesOf(job?.nodes), [['web1', 'succeeded']]);
});

test('what is known of the past of a node comes back with it, as it was stored first and last', async (t) => {
  const store = await storeInMemory(t);
  const pasts: readonly (readonly [string, NodeInJob])[] = [
    ['new', UNHEARD],
    ['running', { status: 'running', started: true }],
    ['refused', { status: 'failed', started: false, endedBy: 'nack_run' }],
    ['lost', { status: 'crashed', started: false, endedBy: 'down' }],
    ['late', { status: 'timed_out', started: true, endedBy: 'run_timer' }],
  ];
  const job = jobRecord('one', [], { nodes: pasts });
  const request = { ...job.request, nodes: pasts.map(([name]) => name) };
  await store.jobs.insert({ ...job, request });
  assert.deepEqual([...((await store.jobs.get('dev', 'one'))?.nodes ?? [])], pasts);

  await store.jobs.insert(
    jobRecord(
      'two',
      [...pasts].map(([name]) => [name, 'new'] as const),
    ),
  );
  store.jobs.saveNodes('two', pasts);
  assert.deepEqual([...((await store.jobs.get('dev', 'two'))?.nodes ?? [])], pasts);
});

test('at start-up unfinished jobs crash, and their unfinished nodes become what the table says; finished jobs stay', async (t) => {
  const store = await storeInMemory(t);
  const nodes: (readonly [string, NodeJobStatus])[] = [
    ['a', 'new'],
    ['b', 'ready'],
    ['c', 'running'],
    ['d', 'succeeded'],
    ['e', 'nacked'],
  ];
  for (const status of ['new', 'voting', 'running', 'complete', 'timed_out'] as const) {
    await store.jobs.insert(jobRecord(status, nodes, { status }));
  }
  assert.equal(await store.jobs.crashUnfinished(99, AFTER_RESTART), 3);
  assert.equal(await store.jobs.crashUnfinished(100, AFTER_RESTART), 0);
  for (const id of ['new', 'voting', 'running']) {
    const job = await store.jobs.get('dev', id);
    assert.deepEqual([job?.status, job?.updatedAtMs], ['crashed', 99], id);
    assert.deepEqual(
      [...(job?.nodes ?? [])].map(([, { status, started, endedBy }]) => [status, started, endedBy]),
      [
        ['unavailable', false, 'restart'],
        ['was_ready', false, 'restart'],
        ['crashed', true, 'restart'],
        ['succeeded', true, 'down'],
        ['nacked', false, 'down'],
      ],
    );
  }
  assert.deepEqual(
    await store.jobs.get('dev', 'complete'),
    jobRecord('complete', nodes, { status: 'complete' }),
  );
});

test('what grows with the jobs stored is reached by index', async (t) => {
  const connection = await connect(':memory:');
  t.after(() => connection.close());
  await migrate(connection, 0);
  for (const sql of [
    SAVE_JOB_NODES,
    SAVE_ALIKE,
    GET,
    IDS,
    LIST,
    ...Object.values(JOB_PAGES).flatMap(Object.values<string>),
  ]) {
    const plan = await connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    assert.ok(plan.length > 0);
    assert.deepEqual(
      plan.filter(({ detail }) => /^SCAN (job_nodes|jobs)/.test(detail)),
      [],
      sql,
    );
  }
});
