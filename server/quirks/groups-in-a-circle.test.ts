import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import type { Principal } from '../access/principal.ts';
import type { StoredGroupMembers } from '../store/store.ts';
import { findMemberDeeply, holdEndless } from './groups-in-a-circle.ts';

const REBECCA: Principal = { kind: 'user', name: 'rebecca', superuser: false, associated: true };
const group = (users: readonly string[], groups: readonly string[]): StoredGroupMembers => ({
  users,
  clients: [],
  groups,
});

/** Whether rebecca is in the group `a` of these. */
const find = (groups: Readonly<Record<string, StoredGroupMembers>>) =>
  findMemberDeeply('a', REBECCA, async (name) => groups[name]);

const CIRCLE = { a: group([], ['b']), b: group([], ['a']) };

function requestFrom(socket: EventEmitter & { readonly destroyed?: boolean }): FastifyRequest {
  return { raw: { socket: socket as Socket } } as FastifyRequest;
}

test('groups are gone through to any depth, and one in two others is no circle', async () => {
  assert.equal(
    await find({ a: group([], ['b', 'c']), b: group([], ['d']), c: group([], ['d']), d: group([], []) }),
    'not_a_member',
  );
  assert.equal(
    await find({ a: group([], ['b', 'c']), b: group([], []), c: group(['rebecca'], []) }),
    'member',
  );
  assert.equal(await find({}), 'no_such_group');
});

test('who is found before the circle closes is a member', async () => {
  assert.equal(await find({ a: group([], ['b']), b: group(['rebecca'], ['a']) }), 'member');
});

test('a question that leads back to itself is held until whoever asks has left', async () => {
  const socket = new EventEmitter();
  const clock = new SimulatedClock();
  const held = holdEndless(find(CIRCLE), requestFrom(socket), clock);
  await new Promise(setImmediate);
  socket.emit('close');
  await assert.rejects(held, { code: 'internal_error' });
});

test('or for a minute, and not at all for somebody who has left', async () => {
  const clock = new SimulatedClock();
  const held = holdEndless(find(CIRCLE), requestFrom(new EventEmitter()), clock);
  const refused = assert.rejects(held, { code: 'internal_error' });
  await new Promise(setImmediate);
  clock.advance(60_000);
  await refused;
  const left = Object.assign(new EventEmitter(), { destroyed: true });
  await assert.rejects(holdEndless(find(CIRCLE), requestFrom(left), clock), { code: 'internal_error' });
});

test('another failure is not held', async () => {
  const request = requestFrom(new EventEmitter());
  const failing = Promise.reject(new Error('the store'));
  await assert.rejects(holdEndless(failing, request, new SimulatedClock()), /the store/);
});
