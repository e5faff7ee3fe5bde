import assert from 'node:assert/strict';
import test from 'node:test';
import { httpFixture, PUSHY } from './testing/http-fixture.ts';

const JOBS = `${PUSHY}/jobs`;

test('a job that was made is answered with its id and URI, and shown with the defaults', async (t) => {
  const { ask, access } = await httpFixture(t);
  const created = await ask('POST', JOBS, { body: { command: 'chef-client', nodes: ['web1', 'web2'] } });
  const { id, uri } = created.json();
  assert.equal(created.statusCode, 201);
  assert.equal(uri, `http://push.example.com:10003${JOBS}/${id}`);
  assert.equal(created.body, JSON.stringify({ id, uri }));
  assert.equal(created.headers.location, uri);
  assert.equal(created.headers['content-type'], 'application/json');
  assert.ok(created.headers.date);
  const organisation = await access.organisations.get('dev');
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(id.slice(0, 12), organisation?.id.slice(-12));

  const shown = await ask('GET', `${JOBS}/${id}`);
  assert.equal(
    shown.body,
    JSON.stringify({
      id,
      command: 'chef-client',
      run_timeout: 3600,
      status: 'voting',
      created_at: 'Thu, 10 Jul 2014 05:17:40 GMT',
      updated_at: 'Thu, 10 Jul 2014 05:17:40 GMT',
      nodes: { new: ['web1', 'web2'] },
      env: {},
      file_specified: false,
    }),
  );
});

test('every option that was given is shown again', async (t) => {
  const { ask, startJob } = await httpFixture(t);
  const id = await startJob({
    command: 'bash $CHEF_PUSH_JOB_FILE Đ🐴',
    nodes: ['web1'],
    run_timeout: 300,
    quorum: 999,
    user: 'rebecca',
    dir: '/home/rebecca',
    env: { FOO: 'bears' },
    file: 'raw:#!/bin/bash\n',
    capture_output: true,
  });
  const shown = {
    id,
    command: 'bash $CHEF_PUSH_JOB_FILE Đ🐴',
    run_timeout: 300,
    status: 'voting',
    created_at: 'Thu, 10 Jul 2014 05:17:40 GMT',
    updated_at: 'Thu, 10 Jul 2014 05:17:40 GMT',
    nodes: { new: ['web1'] },
    user: 'rebecca',
    dir: '/home/rebecca',
    env: { FOO: 'bears' },
  };
  const plain = await ask('GET', `${JOBS}/${id}`);
  assert.equal(plain.body, JSON.stringify({ ...shown, file_specified: true, capture_output: true }));
  const withFile = await ask('GET', `${JOBS}/${id}?include_file=true`);
  assert.equal(withFile.body, JSON.stringify({ ...shown, file: 'raw:#!/bin/bash\n', capture_output: true }));
  for (const query of ['include_file=false', 'include_file', 'include_file=true&include_file=true']) {
    assert.equal((await ask('GET', `${JOBS}/${id}?${query}`)).body, plain.body);
  }
});

test('jobs are listed by id, the oldest first', async (t) => {
  const { ask, startJob, clock } = await httpFixture(t);
  const first = await startJob({ command: 'a', nodes: ['web1'] });
  clock.advance(1_000);
  const second = await startJob({ command: 'b', nodes: ['web1'] });
  assert.deepEqual((await ask('GET', JOBS)).json(), [first, second]);
});

test('the dialect of the shipped server makes, lists and shows jobs in its own way', async (t) => {
  const { ask } = await httpFixture(t, { dialect: 'pushy-server' });
  const body = { command: 'uptime', nodes: ['web1'], env: {}, file: 'raw:x' };
  const created = await ask('POST', JOBS, { body });
  assert.deepEqual(Object.keys(created.json()), ['uri']);
  assert.equal(created.headers.location, created.json().uri);
  const id = created.json().uri.split('/').at(-1);
  const summary = {
    id,
    command: 'uptime',
    run_timeout: 3600,
    status: 'voting',
    created_at: 'Thu, 10 Jul 2014 05:17:40 GMT',
    updated_at: 'Thu, 10 Jul 2014 05:17:40 GMT',
    env: {},
    file_specified: true,
  };
  assert.deepEqual((await ask('GET', JOBS)).json(), [summary]);
  assert.deepEqual((await ask('GET', `${JOBS}/${id}`)).json(), { ...summary, nodes: { new: ['web1'] } });
});

test('a job of another organisation, and one that never was, are not found', async (t) => {
  const { ask, startJob } = await httpFixture(t);
  const id = await startJob({ command: 'a', nodes: ['web1'] });
  for (const path of ['', '/output/web1/stdout']) {
    const elsewhere = await ask('GET', `/organizations/ops/pushy/jobs/${id}${path}`, {
      as: 'olga',
      headers: { accept: '*/*' },
    });
    assert.equal(elsewhere.statusCode, 404);
  }
  const never = await ask('GET', `${JOBS}/${'0'.repeat(32)}`);
  assert.deepEqual(
    [never.statusCode, never.json()],
    [404, { error: [`job '${'0'.repeat(32)}' does not exist`] }],
  );
});

test('URIs have the scheme that a proxy says and leave out the usual ports', async (t) => {
  const { ask } = await httpFixture(t);
  const uriFor = async (headers: Readonly<Record<string, string>>) => {
    const created = await ask('POST', JOBS, { body: { command: 'a', nodes: ['web1'] }, headers });
    return created.json().uri.split('/organizations')[0];
  };
  assert.equal(await uriFor({ host: 'push:80' }), 'http://push');
  assert.equal(await uriFor({ host: 'push:443', 'x-forwarded-proto': 'https' }), 'https://push');
  assert.equal(
    await uriFor({ host: '[::1]:8443', 'x-forwarded-proto': 'HTTPS, http' }),
    'https://[::1]:8443',
  );
  assert.equal(await uriFor({ host: 'push:8080', 'x-forwarded-proto': 'gopher' }), 'http://push:8080');
});
