import assert from 'node:assert/strict';
import test from 'node:test';
import { type Busy, bottlenecks } from './bottleneck.ts';

const IDLE: Busy = { server: 0.1, serverMainThread: 0.1, fleet: 0.2, fleetMainThread: 0.1, machine: 0.2 };

test('whatever was full for a second stood in the way, the server first', () => {
  const full = { ...IDLE, serverMainThread: 0.97, server: 1.2, machine: 0.95 };
  assert.deepEqual(bottlenecks([IDLE, full], 2), [
    'the main thread of the server, which used a whole core',
    'the cores of this machine: the server used 1.2 cores, the fleet 0.2 cores',
  ]);
});

test('a fleet that is busy itself says nothing of the server, and is told', () => {
  assert.match(bottlenecks([{ ...IDLE, fleetMainThread: 0.95 }], 2)[0] ?? '', /^the simulator/);
});

test('where nothing was full, it was none of the processors that were seen', () => {
  assert.match(bottlenecks([IDLE], 2)[0] ?? '', /^no processor/);
  const remote = { ...IDLE, server: undefined, serverMainThread: undefined };
  assert.match(bottlenecks([remote], 2)[0] ?? '', /^not seen: nothing on this machine was full/);
  assert.equal(bottlenecks([], 2).length, 1);
});

test('a full machine of which the fleet has little is full of something else', () => {
  const remote = { ...IDLE, server: undefined, serverMainThread: undefined, machine: 0.97 };
  assert.deepEqual(bottlenecks([remote], 2), [
    'something else on this machine: its cores were full, and the fleet used 0.2 cores of them',
  ]);
  assert.match(
    bottlenecks([{ ...remote, fleet: 1.4 }], 2)[0] ?? '',
    /^the cores of this machine: the fleet 1\.4 cores$/,
  );
});
