import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import type { RestObserver } from '../../protocol/client/rest-observer.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { FrameObserver } from '../node/observed-sockets.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { throwAwayKey } from '../testing/throw-away-key.ts';
import { type Fleet, startVirtualFleet } from './fleet.ts';
import type { VirtualFleetOptions } from './fleet-options.ts';
import { nodeNames } from './names.ts';

const KEY = throwAwayKey();
const COMMIT: CommitMessage = {
  type: 'commit',
  jobId: 'job-1',
  server: 'fake',
  command: 'echo hello',
  capture: true,
};

async function withFleet(
  options: Partial<VirtualFleetOptions>,
  act: (fleet: Fleet, server: FakeServer) => Promise<void>,
): Promise<void> {
  const server = await FakeServer.start();
  try {
    const fleet = await startVirtualFleet({
      serverUrl: server.url,
      org: 'dev',
      user: 'admin',
      privateKey: KEY.privateKey,
      keyPool: 1,
      seed: 1,
      ...options,
    });
    try {
      await act(fleet, server);
    } finally {
      await fleet.stop();
    }
  } finally {
    await server.stop();
  }
}

test('every node comes out of rehab and runs a job', async () => {
  await withFleet({ nodes: 5, behaviours: ['healthy'] }, async (fleet, server) => {
    await fleet.untilOnline({ withinMs: 10_000 });
    assert.equal(fleet.inService, 5);
    assert.deepEqual([...fleet.nodes.keys()], nodeNames(5, 1));
    for (const name of fleet.nodes.keys()) {
      server.send(name, COMMIT);
      await server.until((message) => message.node === name && message.type === 'ack_commit');
      server.send(name, { type: 'run', jobId: COMMIT.jobId });
      const end = await server.until((message) => message.node === name && message.type === 'succeeded');
      assert.equal(end.jobId, COMMIT.jobId);
      assert.deepEqual(
        [end.type === 'succeeded' && end.stdout, end.type === 'succeeded' && end.stderr],
        ['', ''],
      );
    }
    const types = server.seen.map((message) => message.type);
    assert.equal(types.filter((type) => type === 'ack_run').length, 5);
    assert.equal(server.dropped, 0);
    assert.equal(fleet.counters()['sent.succeeded'], 5);
  });
});

test('each sender counts its messages from 1, and again in its next life', async () => {
  await withFleet({ nodes: [{ name: 'web1' }] }, async (fleet, server) => {
    const node = fleet.nodes.get('web1');
    assert.ok(node);
    await fleet.untilOnline({ withinMs: 10_000 });
    const first = node.incarnationId;
    node.restart();
    assert.equal(node.status.answered, false);
    await fleet.untilOnline({ withinMs: 10_000 });
    assert.notEqual(node.incarnationId, first);
    await server.until(
      (message) => message.incarnationId === node.incarnationId && message.type === 'aborted',
    );
    assert.deepEqual(
      server.seen.map((message) => [message.incarnationId === first, message.type, message.sequence]),
      [
        [true, 'heartbeat', 1],
        [true, 'aborted', 2],
        [false, 'heartbeat', 1],
        [false, 'aborted', 2],
      ],
    );
  });
});

test('a client that is there already gets the new key', async () => {
  await withFleet({}, async (fleet, server) => {
    server.clients.set('web1', createPublicKey(KEY.publicKey));
    await fleet.add({ name: 'web1' });
    await fleet.untilOnline({ withinMs: 10_000 });
    assert.deepEqual(server.requests.slice(0, 3), [
      'POST /organizations/dev/clients 409',
      'PUT /organizations/dev/clients/web1 200',
      'GET /organizations/dev/pushy/config/web1 200',
    ]);
  });
});

test('a message of the server with a wrong signature is counted and ignored', async () => {
  await withFleet({ nodes: [{ name: 'web1' }], journal: 100 }, async (fleet, server) => {
    const node = fleet.nodes.get('web1');
    assert.ok(node);
    await fleet.untilOnline({ withinMs: 10_000 });
    server.send('web1', COMMIT, Buffer.alloc(32));
    server.sendFrames('web1', ['only one frame']);
    await node.journal.until((entry) => entry.what === 'refused' && entry.reason === 'frame_count');
    assert.equal(node.status.job, 'idle');
    assert.equal(fleet.counters()['refused.bad_signature'], 1);
  });
});

test('heartbeats are verified once for all and tell of a new incarnation', async () => {
  await withFleet({ nodes: 3, behaviours: ['herd'] }, async (fleet, server) => {
    await fleet.untilOnline({ withinMs: 10_000 });
    await server.subscribed();
    const configs = () => server.requests.filter((request) => request.includes('/config/')).length;
    assert.equal(configs(), 3);
    server.incarnationId = 'fake-2';
    const left = new Promise<void>((resolve) => {
      fleet.events.on('status', () => fleet.inService === 0 && resolve());
    });
    await server.heartbeat();
    await left;
    // behind the first heartbeat and the answer to abort comes the first one of the new connection
    for (const name of fleet.nodes.keys()) {
      await server.until((message) => message.node === name && message.sequence === 3);
    }
    assert.equal(configs(), 6);
  });
});

test('a node that cannot get a config says why', async () => {
  await withFleet({ nodes: [{ name: 'web1', register: false }] }, async (fleet) => {
    await assert.rejects(fleet.untilOnline({ withinMs: 300 }), {
      name: 'NotOnline',
      message: /^0 of 1 nodes are online after 300 ms; not web1 \(.*401.*Failed to authenticate/,
    });
  });
});

test('a stopped fleet forgets its clients where it is asked to', async () => {
  let clients = -1;
  await withFleet({ nodes: 2, unregister: true }, async (fleet, server) => {
    await fleet.untilOnline({ withinMs: 10_000 });
    await fleet.stop();
    clients = server.clients.size;
  });
  assert.equal(clients, 0);
});

test('a server that cannot be reached is said at once', async () => {
  const options = { serverUrl: 'http://127.0.0.1:9', org: 'dev', user: 'admin', privateKey: KEY.privateKey };
  await assert.rejects(startVirtualFleet({ ...options, nodes: 3, keyPool: 1 }), {
    name: 'ServerUnreachable',
  });
});

test('damaged messages are really damaged', async () => {
  const tampering = { name: 'tampering', options: { damage: 'one_frame', messages: ['aborted'] } };
  await withFleet({ nodes: [{ name: 'web1', behaviours: [tampering] }] }, async (fleet, server) => {
    await fleet.untilOnline({ withinMs: 10_000 });
    await server.until((message) => message.type === 'aborted');
    assert.equal(server.dropped, 1);
  });
});

test('an observer is told of every message as frames, also of those that are dropped', async () => {
  const seen: string[] = [];
  let tellHeartbeat = () => {};
  const heartbeat = new Promise<void>((resolve) => {
    tellHeartbeat = resolve;
  });
  const frames: FrameObserver = (node, direction, [header, body]) => {
    const type = /"type":"(\w+)"/.exec(String(body))?.[1] ?? String(header);
    seen.push(`${node} ${direction} ${type}`);
    if (direction === 'in' && type === 'heartbeat') tellHeartbeat();
  };
  await withFleet({ nodes: [{ name: 'web1' }], journal: 100, frames }, async (fleet, server) => {
    const node = fleet.nodes.get('web1');
    assert.ok(node);
    await fleet.untilOnline({ withinMs: 10_000 });
    await server.subscribed();
    await server.heartbeat();
    await heartbeat;
    server.sendFrames('web1', ['only one frame']);
    await node.journal.until((entry) => entry.what === 'refused');
  });
  assert.deepEqual(seen.slice(0, 3), ['web1 out heartbeat', 'web1 in abort', 'web1 out aborted']);
  assert.deepEqual(seen.slice(-2), ['web1 in heartbeat', 'web1 in only one frame']);
});

test('an observer is told of every request, in the name of who signs it', async () => {
  const told: string[] = [];
  const requests: RestObserver = {
    asked: ({ method, path, user }) => told.push(`${user} ${method} ${path.split('?')[0]}`),
    answered: (_request, status) => told.push(String(status)),
    failed: () => {},
    event: () => {},
  };
  await withFleet({ nodes: [{ name: 'web1' }], requests }, async (fleet) => {
    await fleet.untilOnline({ withinMs: 10_000 });
  });
  const org = '/organizations/dev';
  assert.deepEqual(told, [
    ...[`admin POST ${org}/clients`, '201'],
    ...[`web1 GET ${org}/pushy/config/web1`, '200'],
  ]);
});
