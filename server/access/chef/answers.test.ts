import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { KEYS } from '../testing/access-fixture.ts';
import { parseGroup, parseNotFound, parseOrganisation, parsePrincipals } from './answers.ts';

const [PEM] = KEYS;
const VERSION_1 = '{"min_version":"0","max_version":"2","request_version":"1","response_version":"1"}';
const VERSION_0 = '{"min_version":"0","max_version":"2","request_version":"0","response_version":"0"}';

const entry = (changes: object = {}) => ({
  name: 'web1',
  type: 'client',
  public_key: PEM,
  authz_id: '0'.repeat(32),
  org_member: true,
  ...changes,
});

const listOf = (...entries: readonly unknown[]) => JSON.stringify({ principals: entries });

function problemOf(version: string | undefined, body: string): string {
  const parsed = parsePrincipals('web1', version, body);
  assert.ok(!parsed.ok, body);
  return parsed.problem;
}

test('a list of version 1 gives everybody who has the name', () => {
  const body = listOf(entry(), entry({ type: 'user', org_member: false }));
  const parsed = parsePrincipals('web1', VERSION_1, body);
  assert.ok(parsed.ok);
  assert.deepEqual(
    parsed.value.map(({ kind, name, associated, superuser, key }) => [
      kind,
      name,
      associated,
      superuser,
      key.export({ type: 'spki', format: 'pem' }),
    ]),
    [
      ['client', 'web1', true, false, PEM],
      ['user', 'web1', false, false, PEM],
    ],
  );
  assert.deepEqual(parsePrincipals('web1', VERSION_1, listOf()), { ok: true, value: [] });
});

test('a principal stands bare in version 0, and where no version is named', () => {
  for (const version of [VERSION_0, undefined]) {
    const parsed = parsePrincipals('web1', version, JSON.stringify(entry()));
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.map(({ kind }) => kind),
      ['client'],
    );
  }
});

test('an answer that is not as it must be is a problem in words', () => {
  assert.match(problemOf('garbage', listOf(entry())), /no response_version/);
  assert.match(problemOf('{"response_version":1}', listOf(entry())), /no response_version/);
  assert.match(problemOf(VERSION_1, '<html>'), /no JSON object/);
  assert.match(problemOf(VERSION_1, 'null'), /no JSON object/);
  assert.match(problemOf(VERSION_1, '[]'), /no JSON object/);
  assert.match(problemOf(VERSION_1, JSON.stringify(entry())), /principals is not a list/);
  assert.match(problemOf(VERSION_1, listOf(...Array(17).fill(entry()))), /more than 16/);
  for (const [changes, problem] of [
    [{ name: 'web2' }, /principal 1: its name is not/],
    [{ type: 'node' }, /principal 1: type is neither/],
    [{ org_member: 'true' }, /principal 1: org_member is neither/],
    [{ public_key: null }, /principal 1: public_key is no RSA/],
    [{ public_key: 'PEM' }, /principal 1: public_key is no RSA/],
    [{ public_key: ecKey() }, /principal 1: public_key is no RSA/],
  ] as const) {
    assert.match(problemOf(VERSION_1, listOf(entry(changes))), problem);
  }
  for (const item of [null, 1, 'web1', [], {}]) {
    assert.match(problemOf(VERSION_1, listOf(entry(), item)), /principal 2: its name/);
  }
  assert.match(problemOf(undefined, listOf(entry())), /principal 1: its name/);
});

function ecKey(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

test('a 404 names what is not found', () => {
  assert.equal(parseNotFound('{"not_found":"org","error":"x"}'), 'org');
  assert.equal(parseNotFound('{"not_found":"principal","error":"x"}'), 'principal');
  for (const body of ['{"not_found":1}', '{}', 'null', '<html>', '']) {
    assert.equal(parseNotFound(body), undefined, body);
  }
});

test('an organisation has a guid of 32 hexadecimal digits', () => {
  const guid = 'ABCDEF00'.repeat(4);
  assert.deepEqual(parseOrganisation(JSON.stringify({ name: 'dev', guid })), {
    ok: true,
    value: guid.toLowerCase(),
  });
  for (const body of ['{}', '{"guid":1}', '{"guid":"abc"}', '"guid"', '']) {
    assert.equal(parseOrganisation(body).ok, false, body);
  }
});

test('a group has three lists of names', () => {
  const members = { users: ['jane'], clients: ['web1', 'web2'], groups: [] };
  assert.deepEqual(parseGroup(JSON.stringify({ ...members, actors: [1], orgname: 'dev' })), {
    ok: true,
    value: members,
  });
  for (const key of ['users', 'clients', 'groups']) {
    for (const wrong of [undefined, null, 'jane', [1], { jane: true }]) {
      const parsed = parseGroup(JSON.stringify({ ...members, [key]: wrong }));
      assert.deepEqual(parsed, { ok: false, problem: `${key} is not a list of names` });
    }
  }
});
