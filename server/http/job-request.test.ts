import assert from 'node:assert/strict';
import test from 'node:test';
import { MAX_REQUEST_BODY_BYTES } from './errors.ts';
import { httpFixture, PUSHY } from './testing/http-fixture.ts';

const JOBS = `${PUSHY}/jobs`;
const VALID = { command: 'uptime', nodes: ['web1'] };

const COMMAND = 'invalid command supplied';
const NODES = 'at least one node must be supplied';
const KEY = 'invalid key supplied';
const QUORUM = 'invalid type supplied for quorum (expected a number)';
const RUN_TIMEOUT = 'invalid type supplied for run_timeout (expected a number)';
const CAPTURE = 'invalid type supplied for capture_output (expected a boolean)';
const DUPLICATE = 'invalid environment value (duplicate key)';
const FILE = "invalid file contents (expected 'base64:...' or 'raw:...')";
const UNDECODABLE = "invalid file contents (couldn't decode base64 string)";
const FILE_SIZE = 'invalid file size (must be <= 100000 bytes)';
const UNKNOWN = 'an unknown validation error has occurred';
const NOT_JSON = 'invalid JSON in request body';

const base64 = (bytes: number) => `base64:${Buffer.alloc(bytes, 0xff).toString('base64')}`;

const WRONG: readonly (readonly [body: unknown, text: string])[] = [
  [{}, COMMAND],
  [{ nodes: ['web1'] }, COMMAND],
  ...[null, 5, true, [], {}, 'a\0b', '\ud800'].map((command) => [{ ...VALID, command }, COMMAND] as const),
  [{ command: 'uptime' }, NODES],
  ...[
    null,
    [],
    'web1',
    {},
    5,
    ['web1', 5],
    ['web1', null],
    ['web1', 'web1'],
    ['__proto__', '__proto__'],
    ['a\0b'],
  ].map((nodes) => [{ ...VALID, nodes }, NODES] as const),
  ...[null, '1', true, -1, 0.5, [], {}, 1e300].flatMap((number) => [
    [{ ...VALID, quorum: number }, QUORUM] as const,
    [{ ...VALID, run_timeout: number }, RUN_TIMEOUT] as const,
  ]),
  ...[null, 'true', 1].map((value) => [{ ...VALID, capture_output: value }, CAPTURE] as const),
  ...[null, 5, [], 'a\0b'].flatMap((value) => [
    [{ ...VALID, user: value }, UNKNOWN] as const,
    [{ ...VALID, dir: value }, UNKNOWN] as const,
  ]),
  ...[null, 5, [], 'A=1', { A: 1 }, { A: null }, { A: 'a\0b' }, { 'a\0b': 'A' }].map(
    (env) => [{ ...VALID, env }, UNKNOWN] as const,
  ),
  ...[null, 5, []].map((file) => [{ ...VALID, file }, UNKNOWN] as const),
  ...['', 'x', 'raw', 'RAW:x', 'base64', 'raw:a\0b'].map((file) => [{ ...VALID, file }, FILE] as const),
  ...['A', 'AA', 'AAA', 'AA=A', 'AAAA=', '====', '****', 'AA-_'].map(
    (text) => [{ ...VALID, file: `base64:${text}` }, UNDECODABLE] as const,
  ),
  [{ ...VALID, file: `raw:${'x'.repeat(100_001)}` }, FILE_SIZE],
  [{ ...VALID, file: `raw:${'é'.repeat(50_001)}` }, FILE_SIZE],
  [{ ...VALID, file: base64(100_001) }, FILE_SIZE],
  [{ ...VALID, job_id: 'x' }, KEY],
  [{ ...VALID, Command: 'x' }, KEY],
  ...[null, 5, 'x', [], [VALID]].map((body) => [body, UNKNOWN] as const),
  // several faults
  [{ command: 5, nodes: [], quorum: 'x' }, COMMAND],
  [{ ...VALID, nodes: [], quorum: 'x', run_timeout: 'x' }, NODES],
  [{ ...VALID, quorum: 'x', run_timeout: 'x', capture_output: 'x' }, QUORUM],
  [{ command: 5, nodes: [], shape: 'x' }, COMMAND],
  [{ ...VALID, quorum: 'x', shape: 'x' }, QUORUM],
  [{ ...VALID, nodes: ['web1', 'web1'], file: 'raw:', shape: 'x' }, KEY],
];

test('a wrong job body is refused with the text that tools know, and nothing is stored', async (t) => {
  const { ask, jobs } = await httpFixture(t);
  for (const [body, text] of WRONG) {
    const response = await ask('POST', JOBS, { body });
    const shown = JSON.stringify(body).slice(0, 100);
    assert.deepEqual([response.statusCode, response.json()], [400, { error: text }], shown);
    assert.equal(response.headers.location, undefined);
  }
  assert.deepEqual(await jobs.ids('dev'), []);
});

const RIGHT: readonly object[] = [
  { command: '', nodes: ['web1'] },
  { ...VALID, nodes: ['', ' ', 'Đ🐴', '__proto__', 'constructor', 'a/b'] },
  { ...VALID, quorum: 0, run_timeout: 0 },
  { ...VALID, quorum: 999 },
  { ...VALID, user: 'u'.repeat(1_000), dir: '' },
  { ...VALID, env: {} },
  { ...VALID, env: { '': '', constructor: 'x' } },
  { ...VALID, capture_output: false },
  { ...VALID, file: 'raw:' },
  { ...VALID, file: 'base64:' },
  { ...VALID, file: 'base64:QUJD\nREVG\r\n' },
  { ...VALID, file: `raw:${'x'.repeat(99_999)}` },
  { ...VALID, file: `raw:${'x'.repeat(100_000)}` },
  { ...VALID, file: base64(99_999) },
  { ...VALID, file: base64(100_000) },
];

test('what is unusual and right makes a job', async (t) => {
  const { ask } = await httpFixture(t);
  for (const body of RIGHT) {
    const response = await ask('POST', JOBS, { body });
    assert.equal(response.statusCode, 201, JSON.stringify(body).slice(0, 100));
  }
});

const TEXTS: readonly (readonly [body: string, status: number, text?: string])[] = [
  ['{"command":"x","nodes":["web1"],"quorum":1.0,"run_timeout":1e2}', 201],
  ['{"command":"x","nodes":["web1"],"env":{"A":"1","B":"A"}}', 201],
  ['{"command":"x","nodes":["web1"],"env":{"__proto__":"1"}}', 201],
  ['{"command":"x","nodes":["web1"],"env":{"A":"1","A":"1"}}', 400, DUPLICATE],
  ['{"command":"x","nodes":["web1"],"env":{"A":"1","\\u0041":"2"}}', 400, DUPLICATE],
  ['{"command":"x","nodes":["web1"],"env":{"A":"1","A":"1"},"env":{}}', 400, DUPLICATE],
  [`{"command":"x","nodes":["web1"],"env":${'['.repeat(99_999)}${']'.repeat(99_999)},"env":{}}`, 201],
  ['{"command":"x","nodes":["web1"],"__proto__":{"user":"x"}}', 400, KEY],
  ['', 400, NOT_JSON],
  ['{', 400, NOT_JSON],
  ['{"command":"x","nodes":["web1"],}', 400, NOT_JSON],
  ["{'command':'x'}", 400, NOT_JSON],
  ['[]]', 400, NOT_JSON],
  ['NaN', 400, NOT_JSON],
];

test('what only the text of a body shows is seen', async (t) => {
  const { ask } = await httpFixture(t);
  for (const [rawBody, status, text] of TEXTS) {
    const response = await ask('POST', JOBS, { rawBody, headers: { 'content-type': 'application/json' } });
    assert.equal(response.statusCode, status, rawBody.slice(0, 100));
    if (text !== undefined) assert.deepEqual(response.json(), { error: text });
  }
});

test('a body that is not UTF-8 is not JSON', async (t) => {
  const { ask } = await httpFixture(t);
  const rawBody = Buffer.from('{"command":"\xff","nodes":["web1"]}', 'latin1');
  const response = await ask('POST', JOBS, { rawBody, headers: { 'content-type': 'application/json' } });
  assert.deepEqual([response.statusCode, response.json()], [400, { error: NOT_JSON }]);
});

test('a body must be declared as JSON', async (t) => {
  const { ask } = await httpFixture(t);
  const rawBody = JSON.stringify(VALID);
  const statusFor = async (contentType: string | undefined) =>
    (await ask('POST', JOBS, { rawBody, headers: { 'content-type': contentType } })).statusCode;
  for (const type of ['application/json', 'Application/JSON; charset=utf-8', ' application/json ;x=y']) {
    assert.equal(await statusFor(type), 201, type);
  }
  for (const type of [undefined, '', 'text/plain', 'application/jsonp', 'application/vnd.api+json', '/;']) {
    assert.equal(await statusFor(type), 415, type);
  }
  assert.equal((await ask('POST', JOBS)).statusCode, 400);
});

test('a job may name so many nodes and no more, which is counted', async (t) => {
  const { ask, metrics } = await httpFixture(t, { timings: { maxJobNodes: 2 } });
  const withNodes = (nodes: readonly string[]) => ask('POST', JOBS, { body: { ...VALID, nodes } });
  assert.equal((await withNodes(['a', 'b'])).statusCode, 201);
  const response = await withNodes(['a', 'b', 'c']);
  assert.equal(response.statusCode, 400);
  assert.match(response.body, /invalid nodes \(must be <= 2 names\)/);
  assert.equal(metrics.counters()['bounds_met.names'], 1);
});

test('a body of 1,000,000 bytes is read, and one byte more is not', async (t) => {
  const { ask } = await httpFixture(t);
  const text = JSON.stringify(VALID);
  const exact = text.padEnd(MAX_REQUEST_BODY_BYTES);
  const headers = { 'content-type': 'application/json' };
  assert.equal((await ask('POST', JOBS, { rawBody: exact, headers })).statusCode, 201);
  const response = await ask('POST', JOBS, { rawBody: `${exact} `, headers });
  assert.equal(response.statusCode, 413);
  assert.match(response.body, /1000000/);
});
