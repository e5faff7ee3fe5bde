import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { fingerprintOf, NO_KEY } from '../../access/fingerprint.ts';
import { KEYS } from '../../access/testing/access-fixture.ts';
import type { StoredSession } from '../../store/store.ts';
import { SessionKeys } from './session-keys.ts';
import { Sessions } from './sessions.ts';

const [ONE, OTHER] = [createPublicKey(KEYS[0]), createPublicKey(KEYS[1])];
const [F1, F2] = [fingerprintOf(ONE), fingerprintOf(OTHER)];

/** @param rows what is stored, by node; they outlive the sessions */
function world({ rows = new Map<string, StoredSession>(), maxSessions = 100 } = {}) {
  const clock = new SimulatedClock();
  const ended: string[] = [];
  /** Keys that the store has of clients, PEM. */
  const clients = new Map<string, string>();
  const store = {
    save: (session: StoredSession) => void rows.set(session.node, session),
    delete: (_org: string, node: string) => void rows.delete(node),
  };
  const kept = () => [...rows.values()].map((row) => ({ ...row, publicKey: clients.get(row.node) }));
  const sessions = new Sessions({
    clock,
    keys: new SessionKeys(Buffer.alloc(32, 1)),
    store,
    maxSessions,
    onEnd: ({ node }, why) => ended.push(`${node} ${why}`),
  });
  return { clock, sessions, rows, clients, kept, ended };
}

test('a node has one session, with the same key, while its client has the same key', () => {
  const { sessions, ended } = world();
  const session = sessions.issue('dev', 'web1', F1);
  sessions.clientIs('dev', 'web1', ONE);
  assert.equal(sessions.issue('dev', 'web1', F1), session);
  assert.equal(sessions.find('dev', 'web1'), session);
  assert.deepEqual([session.isOver, ended], [false, []]);
});

test('of two nodes each has its own', () => {
  const { sessions } = world();
  const keys = ['web1', 'web2'].map((node) => sessions.issue('dev', node, F1).key.toString('hex'));
  assert.equal(new Set([...keys, sessions.issue('ops', 'web1', F1).key.toString('hex')]).size, 3);
});

test('with the key of its client a session ends at once, and the next has another key', () => {
  const { sessions, ended } = world();
  const before = sessions.issue('dev', 'web1', F1);
  sessions.clientIs('dev', 'web1', OTHER);
  assert.deepEqual(
    [before.isOver, sessions.find('dev', 'web1'), ended],
    [true, undefined, ['web1 client_rekeyed']],
  );
  const after = sessions.issue('dev', 'web1', F2);
  assert.notDeepEqual(after.key, before.key);
  assert.equal(sessions.findOver('dev', 'web1'), before);
});

test('a client that is made anew with the same key gets another session', () => {
  const { sessions, ended } = world();
  const before = sessions.issue('dev', 'web1', F1);
  sessions.clientIs('dev', 'web1', undefined);
  assert.deepEqual(ended, ['web1 client_deleted']);
  assert.notDeepEqual(sessions.issue('dev', 'web1', F1).key, before.key);
});

test('a configuration for another key ends the session that nobody has told about', () => {
  const { sessions, ended } = world();
  const before = sessions.issue('dev', 'web1', F1);
  const after = sessions.issue('dev', 'web1', F2);
  assert.deepEqual([before.isOver, after.isOver, ended], [true, false, ['web1 client_rekeyed']]);
});

test('an organisation takes the sessions of its nodes with it, and nobody else’s', () => {
  const { sessions } = world();
  const [web1, web2, elsewhere] = [
    sessions.issue('dev', 'web1', F1),
    sessions.issue('dev', 'web2', F1),
    sessions.issue('ops', 'web1', F1),
  ];
  sessions.organisationGone('dev');
  assert.deepEqual([web1.isOver, web2.isOver, elsewhere.isOver], [true, true, false]);
});

test('a session that was given for a node without a client holds until there is one', () => {
  const { sessions } = world();
  const session = sessions.issue('dev', 'ghost', NO_KEY);
  sessions.clientIs('dev', 'ghost', undefined);
  assert.equal(session.isOver, false);
  sessions.clientIs('dev', 'ghost', ONE);
  assert.equal(session.isOver, true);
});

test('a session whose client was not heard of for long is known as such, until its client is found to be the same', () => {
  const { clock, sessions } = world();
  const session = sessions.issue('dev', 'web1', F1);
  clock.advance(5_000);
  sessions.issue('dev', 'web2', F1);
  assert.deepEqual(sessions.unconfirmedFor(5_000), [session]);
  sessions.clientIs('dev', 'web1', ONE);
  assert.deepEqual(sessions.unconfirmedFor(5_000), []);
});

test('what is told of clients that never asked makes nothing', () => {
  const { sessions, rows, ended } = world();
  sessions.clientIs('dev', 'web1', ONE);
  sessions.clientIs('dev', 'web1', undefined);
  assert.deepEqual([sessions.count, rows.size, ended], [0, 0, []]);
});

test('there are so many and no more: the one issued longest ago ends', () => {
  const { sessions, rows, ended } = world({ maxSessions: 2 });
  for (const node of ['web1', 'web2', 'web1', 'web3']) sessions.issue('dev', node, F1);
  assert.deepEqual([sessions.count, ended, [...rows.keys()]], [2, ['web2 forgotten'], ['web1', 'web3']]);
});

test('a restart takes over the sessions of clients that have the same key, and no others', () => {
  const before = world();
  const kept = before.sessions.issue('dev', 'kept', F1, 7);
  for (const node of ['rekeyed', 'deleted']) before.sessions.issue('dev', node, F1);
  assert.equal(before.rows.get('kept')?.signedUntilMs, 7);
  const after = world({ rows: before.rows });
  after.clients.set('kept', KEYS[0]);
  after.clients.set('rekeyed', KEYS[1]);
  after.sessions.restore(after.kept(), true);
  assert.deepEqual(after.sessions.find('dev', 'kept')?.key, kept.key);
  assert.deepEqual([after.sessions.count, [...after.rows.keys()]], [1, ['kept']]);
});

test('where somebody else keeps the clients, a restart takes over all, and asking ends what does not hold', () => {
  const before = world();
  before.sessions.issue('dev', 'web1', F1);
  const after = world({ rows: before.rows });
  after.sessions.restore(after.kept(), false);
  assert.equal(after.sessions.count, 1);
  after.sessions.clientIs('dev', 'web1', OTHER);
  assert.deepEqual([after.sessions.count, after.rows.size], [0, 0]);
});
