import assert from 'node:assert/strict';
import dns from 'node:dns';
import promises from 'node:dns/promises';
import { once } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import { createServer } from 'node:net';
import test, { type TestContext } from 'node:test';
import { startReferenceServer } from '../server/server.ts';
import { startVirtualFleet } from '../simulator/fleet/fleet.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'six.test': ['::1'],
  // at the first nobody listens
  'both.test': ['127.0.0.1', '::1'],
};

/** Whether this machine has IPv6 at all. */
async function hasIpv6(): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(0, '::1');
    await once(server, 'listening');
    return true;
  } catch {
    return false; // what cannot be listened at is not there
  } finally {
    server.close();
  }
}

/** Has names of this test found as DNS would have them found. */
function knowNames(context: TestContext): void {
  const found = (host: string) =>
    (NAMES[host] ?? [host]).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  type Done = (...found: unknown[]) => void;
  // `lookup(host, done)` and `lookup(host, options, done)`
  context.mock.method(dns, 'lookup', (host: string, ...rest: readonly unknown[]) => {
    const done = rest.at(-1) as Done;
    const [first] = found(host);
    if ((rest[0] as dns.LookupOptions).all) done(null, found(host));
    else done(null, first?.address, first?.family);
  });
  context.mock.method(promises, 'lookup', async (host: string, options?: dns.LookupOptions) =>
    options?.all ? found(host) : found(host)[0],
  );
  syncBuiltinESMExports();
  context.after(() => {
    context.mock.restoreAll();
    syncBuiltinESMExports();
  });
}

const options = { skip: (await hasIpv6()) ? false : 'this machine has no IPv6' };

for (const name of Object.keys(NAMES))
  test(
    `nodes and requests reach a server that listens at IPv6 alone, by ${name}`,
    options,
    async (context) => {
      knowNames(context);
      const server = await startReferenceServer({
        ...{ host: '::1', advertise: name, org: 'dev' },
        timings: { heartbeatIntervalMs: 100 },
      });
      context.after(() => server.stop());
      assert.ok(server.url.startsWith(`http://${name}:`), server.url);
      assert.ok(server.commandAddress.startsWith(`tcp://${name}:`), server.commandAddress);
      const fleet = await startVirtualFleet({
        serverUrl: server.url,
        ...{ org: 'dev', user: 'admin', privateKey: server.bootstrapKeys.admin },
        ...{ nodes: 2, keyPool: 1 },
      });
      context.after(() => fleet.stop());
      await fleet.untilOnline({ withinMs: 60_000 });
      assert.equal(fleet.inService, 2);
    },
  );
