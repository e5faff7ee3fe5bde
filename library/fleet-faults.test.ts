import assert from 'node:assert/strict';
import test from 'node:test';
import { startFleet, startServer } from './index.ts';

test('faults of the network begin and end, on the wire and above the encryption', async (context) => {
  const server = await startServer();
  context.after(() => server.close());
  const fleet = await startFleet(server, {
    nodes: ['web1', 'web2'],
    faults: {
      stalled: { kind: 'stall', direction: 'to_nodes', channels: ['command'], nodes: ['web1'] },
      deaf: { kind: 'messages', types: ['commit'], lose: 1, nodes: ['web2'] },
    },
  });
  const job = { command: 'deploy', nodes: fleet.names, quorum: 1 };
  const start = async () => server.jobs.start(job);

  fleet.beginFault('stalled');
  await (await start()).expect({ web1: 'unavailable', web2: 'succeeded' });
  fleet.endFault('stalled');
  await fleet.untilAvailable();
  await (await start()).expect({ web1: 'succeeded', web2: 'succeeded' });

  fleet.beginFault('deaf');
  await (await start()).expect({ web1: 'succeeded', web2: 'unavailable' });
  fleet.endFault('deaf');
  await fleet.untilAvailable();
  await (await start()).expect({ web1: 'succeeded', web2: 'succeeded' });
  assert.throws(() => fleet.beginFault('cut'), /there is no fault cut; there are: stalled, deaf/);
});

test('a fault that there is not, or not as it is said, is refused', async (context) => {
  const server = await startServer();
  context.after(() => server.close());
  await assert.rejects(
    // @ts-expect-error 'stall'
    startFleet(server, { faults: { cut: { kind: 'stal', nodes: ['web1'] } } }),
    /fault 'cut' is of kind 'stal', which there is not; there are latency, bandwidth, stall/,
  );
  await assert.rejects(
    // @ts-expect-error delayMs
    startFleet(server, { faults: { late: { kind: 'latency', nodes: ['web1'] } } }),
    /fault 'late' of kind 'latency' needs delayMs/,
  );
  await assert.rejects(
    // @ts-expect-error nodes
    startFleet(server, { faults: { cut: { kind: 'stall' } } }),
    /fault 'cut' of kind 'stall' needs nodes/,
  );
  await assert.rejects(
    startFleet(server, {
      // @ts-expect-error 'commit'
      faults: { lost: { kind: 'messages', types: ['comit'], lose: 1, nodes: ['web1'] } },
    }),
    /fault 'lost' is of the message 'comit'; there are heartbeat/,
  );
});
