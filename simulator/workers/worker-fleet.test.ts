import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { RequestRefused, ServerUnreachable, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import { Reply } from '../../protocol/client/reply.ts';
import type { FleetFigures } from '../run/fleet-figures.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { throwAwayKey } from '../testing/throw-away-key.ts';
import { openFleet } from './open-fleet.ts';
import { packError, unpackError } from './sent-error.ts';
import type { NodeOrder, SharedFleet } from './shared-fleet.ts';
import { untilFigures } from './until-figures.ts';

const PEM = throwAwayKey().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const NAMES = ['web1', 'web2', 'web3', 'web4', 'web5'];
const HEALTHY: readonly NodeOrder[] = NAMES.map((name) => ({ name, behaviours: ['healthy'] }));

async function withFleet(
  workers: number,
  act: (fleet: SharedFleet, server: FakeServer) => Promise<void>,
): Promise<void> {
  const server = await FakeServer.start();
  const { url: serverUrl } = server;
  const common = { org: 'dev', user: 'admin', seed: 1, keyPool: workers, allowRoot: false, unregister: true };
  const fleet = openFleet({ serverUrl, privateKey: PEM, ...common }, workers, NAMES.length);
  try {
    await act(fleet, server);
  } finally {
    await fleet.stop();
    await server.stop();
  }
}

function untilOnline(fleet: SharedFleet, count: number): Promise<void> {
  return untilFigures(fleet, ({ inService }) => inService === count, AbortSignal.timeout(30_000));
}

/** Each life of a node answers one abort. */
function untilAborted(fleet: SharedFleet, count: number): Promise<void> {
  const isSo = ({ counters }: FleetFigures) => counters['sent.aborted'] === count;
  return untilFigures(fleet, isSo, AbortSignal.timeout(30_000));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // ESRCH: it is gone
  }
}

for (const workers of [1, 2]) {
  test(`nodes come up, die and come back in ${workers} processes, and leave nothing`, async () => {
    await withFleet(workers, async (fleet, server) => {
      await fleet.add(HEALTHY);
      await untilOnline(fleet, 5);
      const { registered, cameUp, places } = fleet.figures;
      assert.deepEqual([registered, cameUp, places.available], [5, 5, 5]);
      assert.equal(fleet.pids.length, workers);

      fleet.crash(['web1', 'web2'], undefined);
      await untilOnline(fleet, 3);
      assert.equal(fleet.figures.places.away, 2);
      fleet.crash(['web3'], 0);
      await untilAborted(fleet, 6);
      await untilOnline(fleet, 3);

      const { decisions, figures } = await fleet.stop();
      assert.deepEqual([decisions, figures.places.away], [[], 5]);
      assert.equal(server.clients.size, 0);
      assert.deepEqual(
        fleet.pids.filter((pid) => pid !== process.pid && isAlive(pid)),
        [],
      );
    });
  });
}

test('nodes behave otherwise wherever they live', async () => {
  await withFleet(2, async (fleet, server) => {
    await fleet.add(HEALTHY);
    await untilOnline(fleet, 5);
    fleet.behave(['web1', 'web2'], ['busy']);
    // orders are obeyed in turn: who is back has heard this one, too
    fleet.crash(['web1', 'web2'], 0);
    await untilAborted(fleet, 7);
    for (const [name, answer] of [
      ['web1', 'nack_commit'],
      ['web2', 'nack_commit'],
      ['web3', 'ack_commit'],
    ] as const) {
      server.send(name, { type: 'commit', jobId: '1', server: 'fake', command: 'x', capture: false });
      await server.until(({ node, type }) => node === name && type === answer);
    }
  });
});

test('what a node answers is the same whichever process it lives in', async () => {
  const said: (readonly string[])[] = [];
  for (const workers of [1, 3]) {
    await withFleet(workers, async (fleet, server) => {
      const half: NodeOrder['behaviours'] = [{ name: 'failing', options: { share: 0.5 } }];
      await fleet.add(NAMES.map((name) => ({ name, behaviours: half })));
      await untilOnline(fleet, 5);
      for (const jobId of ['1', '2', '3', '4', '5', '6']) {
        for (const name of NAMES) {
          server.send(name, { type: 'commit', jobId, server: 'fake', command: 'x', capture: false });
          server.send(name, { type: 'run', jobId });
          await server.until(
            ({ node, type, jobId: of }) =>
              node === name && of === jobId && (type === 'succeeded' || type === 'failed'),
          );
        }
      }
      const { decisions } = await fleet.stop();
      said.push(decisions);
    });
  }
  assert.equal(said[0]?.length, 5);
  assert.match(String(said[0]), /failed.*succeeded|succeeded.*failed/);
  assert.deepEqual(said[1], said[0]);
});

test('a worker that ends unasked is told with its number, its nodes and how it ended', async () => {
  await withFleet(2, async (fleet) => {
    await fleet.add(HEALTHY);
    await untilOnline(fleet, 5);
    const failed = once(fleet, 'failed');
    const [, second = 0] = fleet.pids;
    process.kill(second, 'SIGKILL');
    const [error] = await failed;
    assert.match(
      String(error.message),
      new RegExp(`^worker 2 of 2 \\(process ${second}\\) with 2 nodes ended unexpectedly: SIGKILL$`),
    );
    assert.deepEqual([fleet.figures.inService, fleet.figures.places.away], [3, 2]);
    await assert.rejects(
      fleet.add([
        { name: 'x', behaviours: [] },
        { name: 'y', behaviours: [] },
      ]),
      error,
    );
  });
});

test('what a worker met at the server is the same error in the process that asked', async () => {
  await withFleet(2, async (fleet, server) => {
    await server.stop();
    await assert.rejects(fleet.add(HEALTHY), ServerUnreachable);
  });
  const refused = new RequestRefused(new Reply('GET /x', 403, {}, Buffer.from('{"error":["no"]}')));
  const unpacked = unpackError(structuredClone(packError(refused)));
  assert.ok(unpacked instanceof RequestRefused);
  assert.deepEqual([unpacked.status, unpacked.message], [refused.status, refused.message]);
  const unexpected = new UnexpectedAnswer('GET /x', 'name', '{}');
  const other = unpackError(structuredClone(packError(unexpected)));
  assert.ok(other instanceof UnexpectedAnswer);
  assert.equal(other.message, unexpected.message);
  assert.match(unpackError(packError(new TypeError('wrong'))).stack ?? '', /TypeError: wrong/);
  assert.equal(unpackError(packError('thrown')).message, 'thrown');
});
