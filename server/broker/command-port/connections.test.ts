import assert from 'node:assert/strict';
import test from 'node:test';
import { sessionOf } from '../testing/session-fixture.ts';
import type { CommandConnection } from './command-connection.ts';
import { Connections } from './connections.ts';

/** A connection as the table sees it. */
function connected(connections: Connections): CommandConnection {
  const connection = { identity: connections.nextIdentity(), owner: undefined } as CommandConnection;
  connections.add(connection);
  return connection;
}

test('a connection is found by its identity until it is deleted', () => {
  const connections = new Connections();
  const [one, other] = [connected(connections), connected(connections)];
  assert.equal(connections.find(Buffer.from(one.identity)), one);
  connections.delete(one);
  assert.equal(connections.find(one.identity), undefined);
  assert.equal(connections.find(other.identity), other);
  assert.deepEqual([...connections.all()], [other]);
  assert.equal(connections.count, 1);
});

test('an identity is a zero and a number, as that of libzmq', () => {
  const connections = new Connections();
  assert.deepEqual(
    [connections.nextIdentity(), connections.nextIdentity()],
    [Buffer.of(0, 0, 0, 0, 1), Buffer.of(0, 0, 0, 0, 2)],
  );
});

test('the ninth connection of a session is one too many, of whoever has left or is another none', () => {
  const connections = new Connections();
  const session = sessionOf('web1');
  const first = connected(connections);
  const second = connected(connections);
  for (const connection of [first, second, ...Array.from({ length: 6 }, () => connected(connections))]) {
    assert.equal(connections.own(connection, session), undefined);
  }
  assert.equal(connections.own(connected(connections), sessionOf('web2')), undefined);
  assert.equal(connections.own(connected(connections), session), first);
  assert.equal(connections.of(session).length, 9);
  connections.delete(first);
  connections.delete(second);
  assert.equal(connections.of(session).length, 7);
  assert.equal(connections.of(sessionOf('web2')).length, 0);
  assert.equal(connections.own(connected(connections), session), undefined);
});
