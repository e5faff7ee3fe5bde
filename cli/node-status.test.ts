import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { startReferenceServer } from '../server/server.ts';
import { startVirtualFleet } from '../simulator/fleet/fleet.ts';
import { records } from './testing/push-harness.ts';
import { runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A server that takes both kinds of nodes, with one of each, and how it is asked. */
async function bothKinds(context: TestContext) {
  const server = await startReferenceServer({
    allowUnencrypted: true,
    timings: { heartbeatIntervalMs: 100, rehabIntervalMs: 250 },
  });
  context.after(() => server.stop());
  const { url, org, bootstrapKeys } = server;
  const fleet = await startVirtualFleet({
    serverUrl: url,
    org,
    user: 'admin',
    privateKey: bootstrapKeys.admin,
    keyPool: 1,
    nodes: [{ name: 'web1' }, { name: 'old1', behaviours: ['unencrypted'] }],
  });
  context.after(() => fleet.stop());
  await fleet.untilOnline({ withinMs: 10_000 });
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'k.pem'), bootstrapKeys.admin);
  const words = ['--server', url, '--org', org, '--user', 'admin', '--key', 'k.pem'];
  return (...command: readonly string[]) => runHereIn(folder, [...command, ...words]);
}

test('nodes without encryption are marked, in lines and in records, and doctor has a note', async (context) => {
  const run = await bothKinds(context);
  assert.equal((await run('node', 'status')).stdout, 'old1\tup\tunencrypted\nweb1\tup\n');
  assert.equal((await run('node', 'status', 'web1', 'old1')).stdout, 'web1\tup\nold1\tup\tunencrypted\n');
  assert.deepEqual(
    records((await run('node', 'status', '--json')).stdout).map(({ node, unencrypted }) => [
      node,
      unencrypted,
    ]),
    [
      ['old1', true],
      ['web1', undefined],
    ],
  );
  assert.match((await run('doctor', 'old1')).stdout, /note: connected without encryption: .*, once, at/);
  assert.doesNotMatch((await run('doctor', 'web1')).stdout, /encryption/);
});
