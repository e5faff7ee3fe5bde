import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { type Fleet, startVirtualFleet } from '../fleet/fleet.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { throwAwayKey } from '../testing/throw-away-key.ts';
import type { NodeFault } from './fault.ts';

const PATIENCE_MS = 10_000;
const KEY = throwAwayKey();
const COMMIT = { type: 'commit', jobId: 'job-1', server: 's', command: 'true', capture: false } as const;

interface Trial {
  readonly fleet: Fleet;
  readonly server: FakeServer;
  /** Resolves when a node, out of all it was told, has heard so many messages of a type. */
  heard(node: string, type: string, count: number): Promise<void>;
  heardNow(node: string, type: string): number;
}

/** Nodes a and b, out of rehab. */
async function tryOut(context: TestContext, faults: readonly NodeFault[]): Promise<Trial> {
  const server = await FakeServer.start();
  const told: string[] = [];
  const watchers = new Set<() => void>();
  const fleet = await startVirtualFleet({
    serverUrl: server.url,
    org: 'dev',
    user: 'admin',
    privateKey: KEY.privateKey,
    keyPool: 1,
    seed: 1,
    nodes: [{ name: 'a' }, { name: 'b' }],
    faults,
    frames: (node, direction, frames) => {
      if (direction === 'out') return;
      told.push(`${node} ${JSON.parse(String(frames[1])).type}`);
      for (const watcher of watchers) watcher();
    },
  });
  context.after(async () => {
    await fleet.stop();
    await server.stop();
  });
  await fleet.untilOnline({ withinMs: PATIENCE_MS });
  for (const name of ['a', 'b']) await said(server, name, 'aborted', 1);
  const heardNow = (node: string, type: string) => told.filter((line) => line === `${node} ${type}`).length;
  return {
    fleet,
    server,
    heardNow,
    heard: async (node, type, count) => {
      while (heardNow(node, type) < count) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            watchers.delete(wake);
            resolve();
          };
          watchers.add(wake);
        });
      }
    },
  };
}

function saidNow({ seen }: FakeServer, node: string, type: string): number {
  return seen.filter((message) => message.node === node && message.type === type).length;
}

/** Resolves when the server has heard so many messages of a type from a node. */
async function said(server: FakeServer, node: string, type: string, count: number): Promise<void> {
  await server.until(() => saidNow(server, node, type) >= count);
}

test('a fault hits whom it is to hit, and nobody else, while it is on', async (context) => {
  const { fleet, server } = await tryOut(context, [
    { name: 'stall', fault: { kind: 'stall', direction: 'to_nodes' }, channels: ['command'], hits: ['a'] },
  ]);
  fleet.fault(0, true);
  server.send('a', { type: 'abort' });
  for (let round = 2; round < 5; round++) {
    server.send('b', { type: 'abort' });
    await said(server, 'b', 'aborted', round);
  }
  assert.equal(saidNow(server, 'a', 'aborted'), 1);
  fleet.fault(0, false);
  await said(server, 'a', 'aborted', 2);
});

test('the heartbeats of the server are a channel of their own', async (context) => {
  const { fleet, server, heard, heardNow } = await tryOut(context, [
    { name: 'deaf', fault: { kind: 'stall' }, channels: ['heartbeat'], hits: ['b'] },
  ]);
  // nobody is told that a second one has subscribed
  for (let round = 2; heardNow('a', 'heartbeat') === 0 || heardNow('b', 'heartbeat') === 0; round++) {
    await server.heartbeat();
    server.send('b', { type: 'abort' });
    await said(server, 'b', 'aborted', round);
  }
  fleet.fault(0, true);
  const [byA, byB] = [heardNow('a', 'heartbeat'), heardNow('b', 'heartbeat')];
  for (let beat = 1; beat <= 3; beat++) {
    await server.heartbeat();
    await heard('a', 'heartbeat', byA + beat);
  }
  assert.equal(heardNow('b', 'heartbeat'), byB);
  const answers = saidNow(server, 'b', 'aborted');
  server.send('b', { type: 'abort' });
  await said(server, 'b', 'aborted', answers + 1);
  fleet.fault(0, false);
  await heard('b', 'heartbeat', byB + 3);
});

test('a node that comes while a fault is on meets it', async (context) => {
  const { fleet, server } = await tryOut(context, [
    { name: 'down', fault: { kind: 'reset', refuses: true }, channels: ['command'], hits: ['late'] },
  ]);
  fleet.fault(0, true);
  const late = await fleet.add({ name: 'late' });
  for (let round = 2; round < 5; round++) {
    server.send('b', { type: 'abort' });
    await said(server, 'b', 'aborted', round);
  }
  assert.deepEqual(
    server.seen.filter(({ node }) => node === 'late'),
    [],
  );
  fleet.fault(0, false);
  await fleet.untilOnline({ withinMs: PATIENCE_MS, nodes: [late] });
});

test('messages are lost above the encryption, as long as the fault is on', async (context) => {
  const { fleet, server } = await tryOut(context, [
    {
      name: 'lost',
      fault: { kind: 'messages', types: ['aborted'], lose: 1, delay: 0, delayMs: 0, duplicate: 0 },
      channels: [],
      hits: ['a'],
    },
  ]);
  fleet.fault(0, true);
  server.send('a', { type: 'abort' });
  server.send('a', COMMIT);
  await said(server, 'a', 'ack_commit', 1);
  assert.equal(saidNow(server, 'a', 'aborted'), 1);
  fleet.fault(0, false);
  server.send('a', { type: 'abort' });
  await said(server, 'a', 'aborted', 2);
});
