import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { pino } from 'pino';
import { newKeyPair } from '../../../protocol/signing/key-pair.ts';
import { parseSignatureHeaders } from '../../../protocol/signing/signature-headers.ts';
import { verifyRequest } from '../../../protocol/signing/verify-request.ts';
import { systemClock } from '../../../protocol/time/clock.ts';
import { openStore } from '../../store/open-store.ts';
import { AccessUnavailable } from '../access-unavailable.ts';
import type { Principal } from '../principal.ts';
import { KEYS } from '../testing/access-fixture.ts';
import { createChefAccess } from './chef-access.ts';
import { checkedAddress } from './chef-server-address.ts';
import { type FakeAnswer, fakeChefServer } from './testing/fake-chef-server.ts';

const PIVOTAL = newKeyPair();
const GUID = '0123456789abcdef0123456789abcdef';
const ORG = '/organizations/dev';
const JANE: Principal = { kind: 'user', name: 'jane', superuser: false, associated: true };

const principal = (changes: object = {}): FakeAnswer => ({
  headers: { 'x-ops-server-api-version': '{"response_version":"1"}' },
  body: {
    principals: [{ name: 'jane', type: 'user', public_key: KEYS[0], org_member: true, ...changes }],
  },
});

const group = (users: readonly string[], groups: readonly string[] = []): FakeAnswer => ({
  body: { users, clients: [], groups },
});

async function fixture(t: TestContext, { answerTimeoutMs = 10_000 } = {}) {
  const chef = await fakeChefServer(t);
  chef.answers.set(ORG, { body: { name: 'dev', guid: GUID } });
  chef.answers.set(`${ORG}/principals/jane`, principal());
  const logged: string[] = [];
  const store = await openStore({ file: ':memory:' });
  t.after(() => store.close());
  const address = checkedAddress({ url: chef.url, principalsUrl: chef.url, key: PIVOTAL.privateKey });
  const access = createChefAccess({
    address,
    store,
    clock: systemClock,
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
    answerTimeoutMs,
  });
  t.after(() => access.close());
  return { chef, access, store, logged };
}

const failsAs =
  (question: string, reason: string | RegExp, message = /./) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof AccessUnavailable, String(error));
    assert.equal(error.question, question);
    assert.match(error.reason, reason instanceof RegExp ? reason : new RegExp(`^${reason}$`));
    assert.match(error.message, message);
    return true;
  };

test('an organisation is asked for once, signed by pivotal with version 1.0', async (t) => {
  const { chef, access, store } = await fixture(t);
  const expected = { name: 'dev', fullName: 'dev', id: GUID };
  assert.deepEqual(await access.organisation('dev'), expected);
  const signature = parseSignatureHeaders(chef.last());
  assert.ok(signature.ok);
  assert.deepEqual([signature.value.userId, signature.value.version], ['pivotal', '1.0']);
  const asked = { method: 'GET', path: ORG, body: Buffer.alloc(0) };
  assert.ok(verifyRequest(signature.value, asked, checkedKey()));
  await access.organisation('dev');
  assert.deepEqual(chef.asked, [ORG]);
  assert.deepEqual(await store.organisations.get('dev'), expected);
});

function checkedKey() {
  return checkedAddress({ url: 'http://127.0.0.1', key: PIVOTAL.privateKey }).key;
}

test('one that does not exist is asked for again, and one that cannot exist is not asked for', async (t) => {
  const { chef, access } = await fixture(t);
  assert.equal(await access.organisation('none'), undefined);
  assert.equal(await access.organisation('none'), undefined);
  for (const name of ['..', '.', '', 'a/b', 'UPPER', 'x'.repeat(300)]) {
    assert.equal(await access.organisation(name), undefined);
  }
  assert.deepEqual(chef.asked, ['/organizations/none', '/organizations/none']);
});

test('who may have signed is asked each time, unsigned', async (t) => {
  const { chef, access } = await fixture(t);
  const [first] = await access.candidates('dev', 'jane');
  assert.deepEqual([first?.kind, first?.associated], ['user', true]);
  const headers = chef.last();
  for (const name of ['x-ops-userid', 'x-ops-timestamp', 'x-ops-sign', 'x-ops-content-hash']) {
    assert.equal(headers[name], '', name);
  }
  assert.equal(headers['x-ops-server-api-version'], '1');
  assert.equal(headers.accept, 'application/json');
  assert.ok(headers['x-chef-version']);
  chef.answers.set(`${ORG}/principals/jane`, principal({ org_member: false }));
  const [second] = await access.candidates('dev', 'jane');
  assert.equal(second?.associated, false);
  chef.answers.set(`${ORG}/principals/jane`, { status: 404, body: { not_found: 'principal' } });
  assert.deepEqual(await access.candidates('dev', 'jane'), []);
  const askedBefore = chef.asked.length;
  assert.deepEqual(await access.candidates('dev', '..'), []);
  assert.deepEqual(await access.candidates('dev', 'jane/groups'), []);
  assert.equal(chef.asked.length, askedBefore);
});

test('an organisation that is gone is forgotten, and one made again has another id and none of the jobs', async (t) => {
  const { chef, access, store } = await fixture(t);
  await access.candidates('dev', 'jane');
  chef.answers.set(`${ORG}/principals/jane`, { status: 404, body: { not_found: 'org' } });
  assert.deepEqual(await access.candidates('dev', 'jane'), []);
  const other = 'f'.repeat(32);
  chef.answers.set(ORG, { body: { guid: other } });
  assert.equal((await access.organisation('dev'))?.id, other);
  assert.equal((await store.organisations.get('dev'))?.id, other);
});

test('two organisations with one guid are an answer that cannot be used', async (t) => {
  const { chef, access } = await fixture(t);
  await access.organisation('dev');
  chef.answers.set('/organizations/ops', { body: { guid: GUID } });
  await assert.rejects(access.organisation('ops'), failsAs('organisation', 'bad_answer', /guid of another/));
});

test('permissions go by groups as they are now', async (t) => {
  const { chef, access } = await fixture(t);
  const [readers, writers, admins] = ['pushy_job_readers', 'pushy_job_writers', 'admins'].map(
    (name) => `${ORG}/groups/${name}`,
  ) as [string, string, string];
  assert.equal(await access.mayRead('dev', JANE), true);
  assert.equal(await access.mayWrite('dev', JANE), false);
  assert.deepEqual(chef.asked, [readers, writers, admins]);
  chef.answers.set(admins, group(['jane']));
  assert.equal(await access.mayWrite('dev', JANE), true);
  chef.answers.set(readers, group(['joe'], ['inner']));
  assert.equal(await access.mayRead('dev', JANE), false);
  chef.answers.set(`${ORG}/groups/inner`, group(['jane'], ['pushy_job_readers']));
  assert.equal(await access.mayRead('dev', JANE), true);
  chef.answers.set(writers, group([]));
  assert.equal(await access.mayWrite('dev', JANE), false);
  chef.asked.length = 0;
  assert.equal(await access.mayRead('dev', { ...JANE, associated: false }), false);
  assert.deepEqual(chef.asked, []);
});

test('groups with dots for a name lead nowhere', async (t) => {
  const { chef, access } = await fixture(t);
  chef.answers.set(`${ORG}/groups/pushy_job_readers`, group([], ['..', '.', '', 'a/../b']));
  assert.equal(await access.mayRead('dev', JANE), false);
  assert.deepEqual(chef.asked, [`${ORG}/groups/pushy_job_readers`, `${ORG}/groups/a%2F..%2Fb`]);
});

test('a Chef server that fails at a group gives no permission, also where the group decides nothing', async (t) => {
  const { chef, access, logged } = await fixture(t);
  const readers = `${ORG}/groups/pushy_job_readers`;
  chef.answers.set(readers, { status: 503, body: 'busy' });
  assert.equal(await access.mayRead('dev', JANE), false);
  assert.match(logged.join(''), /503.*failed to return a group/);
  chef.answers.set(readers, group([], ['broken', 'inner']));
  chef.answers.set(`${ORG}/groups/broken`, { status: 500 });
  chef.answers.set(`${ORG}/groups/inner`, group(['jane']));
  assert.equal(await access.mayRead('dev', JANE), true);
});

test('a Chef server that refuses pivotal is told with the remedy', async (t) => {
  const { chef, access } = await fixture(t);
  chef.answers.set(ORG, { status: 401, body: { error: ['Invalid signature'] } });
  await assert.rejects(
    access.organisation('dev'),
    failsAs('organisation', 'status_401', /--chef-server-key/),
  );
  chef.answers.set(`${ORG}/groups/pushy_job_readers`, { status: 403 });
  await assert.rejects(access.mayRead('dev', JANE), failsAs('group', 'status_403', /--chef-server-key/));
});

test('an answer that is none says so', async (t) => {
  const { chef, access } = await fixture(t);
  await access.organisation('dev');
  const jane = `${ORG}/principals/jane`;
  for (const [answer, reason, message] of [
    [{ status: 404, body: '<html>' }, 'status_404', /neither org nor principal/],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'status_302', /no answer/],
    [{ status: 500 }, 'status_500', /no answer/],
    [{ status: 204 }, 'status_204', /no answer/],
    [{ body: 'x'.repeat(100) }, 'bad_answer', /no JSON object/],
    [principal({ public_key: 1 }), 'bad_answer', /public_key/],
  ] as const) {
    chef.answers.set(jane, answer);
    await assert.rejects(access.candidates('dev', 'jane'), failsAs('principal', reason, message));
  }
  chef.answers.set(`${ORG}/groups/pushy_job_readers`, { body: { users: 'jane' } });
  await assert.rejects(access.mayRead('dev', JANE), failsAs('group', 'bad_answer', /users is not a list/));
});

/** Asks for jane, whose answer this is, and holds why it cannot be used. */
async function failsWith(
  { chef, access }: Awaited<ReturnType<typeof fixture>>,
  answer: FakeAnswer,
  reason: string | RegExp,
): Promise<void> {
  chef.answers.set(`${ORG}/principals/jane`, answer);
  await assert.rejects(access.candidates('dev', 'jane'), failsAs('principal', reason));
}

test('a Chef server that hangs is given up, before its answer and within it', async (t) => {
  const made = await fixture(t, { answerTimeoutMs: 1_000 });
  await failsWith(made, () => undefined, 'timeout');
  const begun: FakeAnswer = (response) => {
    response.writeHead(200);
    response.write('{');
  };
  await failsWith(made, begun, 'timeout');
});

test('an answer that breaks off, is no HTTP or never ends is none', async (t) => {
  const made = await fixture(t);
  const broken = /^(?:socket|econnreset)$/;
  await failsWith(made, (response) => response.destroy(), broken);
  const half: FakeAnswer = (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{', () => response.destroy());
  };
  await failsWith(made, half, broken);
  const garbage: FakeAnswer = (response) => {
    response.socket?.end('this is no HTTP\r\n\r\n');
  };
  await failsWith(made, garbage, /^(?:hpe_|httpparsererror)/);
  const endless: FakeAnswer = (response) => {
    const chunk = ' '.repeat(1_048_576);
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };
  await failsWith(made, endless, 'answer_too_large');
});

test('nobody there is nobody there', async (t) => {
  const { store } = await fixture(t);
  const address = checkedAddress({
    url: 'http://127.0.0.1:1',
    principalsUrl: 'http://localhost:1',
    key: PIVOTAL.privateKey,
  });
  const access = createChefAccess({ address, store, clock: systemClock, log: pino({ level: 'silent' }) });
  t.after(() => access.close());
  await assert.rejects(access.organisation('dev'), failsAs('organisation', 'econnrefused', /127\.0\.0\.1:1/));
});

test('what an answer says of a client is told: its key, that there is none, and that its organisation is gone', async (t) => {
  const { chef, access } = await fixture(t);
  const told: string[] = [];
  access.listen({
    clientIs: (org, name, key) => told.push(`${org}/${name} ${key === undefined ? 'none' : 'has a key'}`),
    organisationGone: (org) => told.push(`${org} gone`),
  });
  await access.candidates('dev', 'jane');
  chef.answers.set(`${ORG}/principals/jane`, principal({ type: 'client' }));
  await access.candidates('dev', 'jane');
  chef.answers.set(`${ORG}/principals/jane`, { status: 404, body: { not_found: 'principal' } });
  await access.candidates('dev', 'jane');
  chef.answers.set(`${ORG}/principals/jane`, { status: 500 });
  await assert.rejects(access.candidates('dev', 'jane'));
  assert.deepEqual(told.splice(0), ['dev/jane none', 'dev/jane has a key', 'dev/jane none']);

  chef.answers.set(`${ORG}/principals/jane`, { status: 404, body: { not_found: 'org' } });
  await access.candidates('dev', 'jane');
  assert.deepEqual(told.splice(0), ['dev gone']);
  chef.answers.set(ORG, { body: { name: 'dev', guid: GUID.replace('0', 'f') } });
  await access.organisation('dev');
  assert.deepEqual(told, ['dev gone']);
});
