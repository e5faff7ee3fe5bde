import assert from 'node:assert/strict';
import test from 'node:test';
import { decryptSessionKey } from '../../protocol/curve/session-key.ts';
import type { ManagedAccess } from '../access/access.ts';
import { SESSION_KEY } from './testing/fakes.ts';
import { httpFixture, PUSHY } from './testing/http-fixture.ts';
import { KEY, OTHER_KEY } from './testing/keys.ts';

const CCPK = 'a'.repeat(40);
const CONFIG = `${PUSHY}/config/web1`;

test('a client gets its own configuration, and its key is admitted', async (t) => {
  const { ask, issuer, diagnosis } = await httpFixture(t);
  const response = await ask('GET', `${CONFIG}?ccpk=${CCPK}&version=2.0`, { as: 'web1' });
  assert.equal(response.statusCode, 200);
  const { encoded_session_key: sessionKey, ...config } = response.json();
  assert.equal(sessionKey.method, 'hmac_sha256');
  assert.deepEqual(decryptSessionKey(sessionKey.key, KEY.privateKey), SESSION_KEY);
  assert.deepEqual(config, {
    type: 'config',
    host: 'push.example.com',
    node: 'web1',
    organization: 'dev',
    push_jobs: {
      heartbeat: {
        out_addr: 'tcp://push.example.com:10000',
        command_addr: 'tcp://push.example.com:10002',
        interval: 10,
        offline_threshold: 3,
        online_threshold: 2,
      },
    },
    public_key: 'PEM',
    curve_public_key: 'Z85',
    lifetime: 3600,
    max_message_skew: 300,
    max_body_size: 65536,
    incarnation_id: 'UUID',
  });
  assert.deepEqual(issuer.admitted, [CCPK]);
  assert.deepEqual(diagnosis.told, ['dev/web1 fetched']);
});

test('the CURVE key is looked at before the signature', async (t) => {
  const { ask, issuer } = await httpFixture(t);
  const answerTo = async (query: string) => {
    const response = await ask('GET', CONFIG + query, { as: 'nobody' });
    return [
      response.statusCode,
      response.json().error[0],
      response.headers['www-authenticate'] !== undefined,
    ];
  };
  for (const query of ['', '?ccpk=', '?version=2.0']) {
    assert.deepEqual(await answerTo(query), [400, 'Missing ccpk', false]);
  }
  for (const query of [`?ccpk=${CCPK}a`, `?ccpk=${CCPK.slice(1)}`, `?ccpk=${'~'.repeat(40)}`]) {
    assert.deepEqual(await answerTo(query), [401, 'Bad ccpk', false]);
  }
  assert.equal((await answerTo(`?ccpk=${CCPK}`))[0], 401);
  assert.deepEqual(issuer.admitted, []);
});

test('a node without a key is told of other ports where it may come so, and whoever has a wrong one is refused', async (t) => {
  const { ask, issuer, diagnosis } = await httpFixture(t, { takesUnencrypted: true });
  for (const query of ['', '?version=1.0', '?version=2.0']) {
    const response = await ask('GET', CONFIG + query, { as: 'web1' });
    assert.equal(response.statusCode, 200);
    assert.equal(response.json().curve_public_key, undefined);
    assert.equal(response.json().push_jobs.heartbeat.command_addr, 'tcp://push.example.com:10012');
  }
  const others = ['?ccpk=', `?ccpk=${CCPK}&ccpk=${CCPK}`, '?ccpk=short'];
  for (const query of others)
    assert.notEqual((await ask('GET', CONFIG + query, { as: 'web1' })).statusCode, 200);
  const encrypted = await ask('GET', `${CONFIG}?ccpk=${CCPK}&version=1.0`, { as: 'web1' });
  assert.equal(encrypted.json().push_jobs.heartbeat.command_addr, 'tcp://push.example.com:10002');
  assert.deepEqual(issuer.admitted, [CCPK]);
  assert.deepEqual(diagnosis.told, [
    ...Array(3).fill('dev/web1 fetched without a key'),
    ...['dev/web1 missing_ccpk', 'dev/web1 missing_ccpk', 'dev/web1 bad_ccpk', 'dev/web1 fetched'],
  ]);
});

test('a node without a key signs its request as any other', async (t) => {
  const { ask, issuer } = await httpFixture(t, { takesUnencrypted: true });
  assert.equal((await ask('GET', CONFIG, { as: 'nobody' })).statusCode, 401);
  assert.equal((await ask('GET', `${PUSHY}/config/web2`, { as: 'web1' })).statusCode, 403);
  assert.deepEqual(issuer.signed, []);
});

test('without CURVE no key is asked for', async (t) => {
  const { ask } = await httpFixture(t, { curveEnabled: false });
  const response = await ask('GET', CONFIG, { as: 'web1' });
  assert.equal(response.statusCode, 200);
  assert.equal(response.json().curve_public_key, undefined);
});

test('another client is refused, a user who may read is not', async (t) => {
  const { ask, access, issuer } = await httpFixture(t);
  await access.clients.create('dev', { name: 'web2', publicKey: OTHER_KEY.publicKey });
  const path = `${CONFIG}?ccpk=${CCPK}`;
  const other = await ask('GET', path, { as: 'web2', key: OTHER_KEY });
  assert.deepEqual([other.statusCode, other.json()], [403, { error: ['Client and node name must match'] }]);
  assert.deepEqual(issuer.admitted, []);
  assert.equal((await ask('GET', path)).statusCode, 200);
  await access.groups.create('dev', 'pushy_job_readers');
  assert.equal((await ask('GET', path)).statusCode, 403);
  assert.equal((await ask('GET', path, { as: 'web1' })).statusCode, 200);
});

test('a user who may read gets the same shape with another key, and nobody is let in', async (t) => {
  const { ask, issuer, diagnosis } = await httpFixture(t);
  const path = `${CONFIG}?ccpk=${CCPK}`;
  const { encoded_session_key: looked, ...seen } = (await ask('GET', path)).json();
  assert.deepEqual([issuer.admitted, diagnosis.told], [[], []]);
  assert.notDeepEqual(decryptSessionKey(looked.key, KEY.privateKey), SESSION_KEY);
  const { encoded_session_key: _, ...own } = (await ask('GET', path, { as: 'web1' })).json();
  assert.deepEqual(seen, own);
});

test('a client that shares name and key with a user is let in', async (t) => {
  const { ask, access, issuer } = await httpFixture(t);
  await access.users.create({ name: 'web1', publicKey: KEY.publicKey });
  await access.users.associate('dev', 'web1');
  assert.equal((await ask('GET', `${CONFIG}?ccpk=${CCPK}`, { as: 'web1' })).statusCode, 200);
  assert.deepEqual(issuer.admitted, [CCPK]);
});

test('what a node has signed is handed on with its CURVE key, and a user who looks brings nothing', async (t) => {
  const { ask, issuer, headersOf } = await httpFixture(t);
  const path = `${CONFIG}?ccpk=${CCPK}`;
  await ask('GET', path, { as: 'web1' });
  await ask('GET', path);
  const headers = headersOf('GET', path, { as: 'web1' });
  const lines = Object.entries(headers).filter(([name]) => name.startsWith('x-ops-authorization'));
  const signature = Buffer.from(lines.map(([, line]) => line).join(''), 'base64');
  assert.deepEqual(
    issuer.signed.map((signed) => signed?.signature),
    [signature],
  );
  assert.equal(issuer.signed[0]?.timestampMs, Date.parse(headers['x-ops-timestamp'] ?? ''));
});

test('a request that was used with another CURVE key is answered as any, and is no step of the node', async (t) => {
  const { ask, issuer, diagnosis } = await httpFixture(t);
  issuer.admits = false;
  const answer = await ask('GET', `${CONFIG}?ccpk=${CCPK}`, { as: 'web1' });
  assert.equal(answer.statusCode, 200);
  const { encoded_session_key: key } = answer.json();
  assert.deepEqual(decryptSessionKey(key.key, KEY.privateKey), SESSION_KEY);
  assert.deepEqual(diagnosis.told, []);
});

for (const { what, change, status } of [
  { what: 'deleted', change: (access: ManagedAccess) => access.clients.delete('dev', 'web1'), status: 401 },
  {
    what: 'given another key',
    change: (access: ManagedAccess) => access.clients.rotateKey('dev', 'web1', OTHER_KEY.publicKey),
    status: 401,
  },
  {
    what: 'given the same key once more',
    change: (access: ManagedAccess) => access.clients.rotateKey('dev', 'web1', KEY.publicKey),
    status: 200,
  },
]) {
  test(`a client that is ${what} while its request is answered is let in by the key that it has now`, async (t) => {
    const { ask, access, issuer, diagnosis } = await httpFixture(t);
    const describe = issuer.describe.bind(issuer);
    issuer.describe = async (org, node, isEncrypted) => {
      await change(access);
      return describe(org, node, isEncrypted);
    };
    const answer = await ask('GET', `${CONFIG}?ccpk=${CCPK}`, { as: 'web1' });
    assert.equal(answer.statusCode, status);
    assert.deepEqual(issuer.admitted, status === 200 ? [CCPK] : []);
    assert.equal(diagnosis.told.includes('dev/web1 fetched'), status === 200);
  });
}

test('the diagnosis is told why a configuration was refused, for organisations that there are', async (t) => {
  const { ask, diagnosis, clock } = await httpFixture(t);
  const path = `${CONFIG}?ccpk=${CCPK}`;
  await ask('GET', CONFIG, { as: 'web1' });
  await ask('GET', `${CONFIG}?ccpk=x`, { as: 'web1' });
  await ask('GET', path, { as: 'web1', headers: { 'x-ops-sign': undefined } });
  await ask('GET', path, { as: 'web1', timestampMs: clock.now() - 1_000_000 });
  await ask('GET', path, { as: 'web1', key: OTHER_KEY });
  await ask('GET', path, { as: 'nobody' });
  await ask('GET', path, { as: 'olga' });
  await ask('GET', `${PUSHY}/config/web2?ccpk=${CCPK}`, { as: 'web1' });
  await ask('GET', path, { as: 'web1', headers: { 'x-ops-sign': 'version=9' } });
  await ask('GET', path, { as: 'web1', headers: { accept: 'text/html' } });
  await ask('POST', path, { as: 'web1' });
  await ask('GET', `/organizations/nowhere/pushy/config/web1?ccpk=x`, { as: 'web1' });
  await ask('PUT', `/organizations/nowhere/pushy/config/web1`, { as: 'web1' });
  await ask('PUT', `/organizations/dev/pushy/config/%ff`, { as: 'web1' });
  assert.deepEqual(diagnosis.told, [
    'dev/web1 missing_ccpk',
    'dev/web1 bad_ccpk',
    'dev/web1 missing_headers',
    'dev/web1 clock_skew',
    'dev/web1 bad_signature',
    'dev/web1 unknown_principal',
    'dev/web1 not_permitted',
    'dev/web2 name_mismatch',
    'dev/web1 unsupported_version',
    'dev/web1 not_acceptable',
    'dev/web1 method_not_allowed',
  ]);
  assert.deepEqual(
    diagnosis.defects.map((text) => text.split(',')[0]),
    [
      'query ccpk is missing',
      'query ccpk is one character long',
      'header X-Ops-Sign is missing',
      'header X-Ops-Timestamp is "2014-07-10T05:01:00Z"',
      'signature is of another key or of another text',
      'header X-Ops-UserId is "nobody"',
      'header X-Ops-UserId is "olga"',
      'header X-Ops-UserId is "web1"',
      'header X-Ops-Sign is "version=9"',
      'header Accept is "text/html"',
      'method is "POST"',
    ],
  );
});
