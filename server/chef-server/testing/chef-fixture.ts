import { createPrivateKey } from 'node:crypto';
import type { TestContext } from 'node:test';
import { Agent } from 'undici';
import { RestClient } from '../../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../../protocol/signing/key-pair.ts';
import { signRequest } from '../../../protocol/signing/sign-request.ts';
import { systemClock } from '../../../protocol/time/clock.ts';
import { type ChefServerOptions, type RunningChefServer, startChefServer } from '../start-chef-server.ts';

/** Drawing one takes a while: the first principals of every Chef server of a test file share it. */
const PAIR = newKeyPair();

/** A Chef server that ends with the test. */
export async function chefFixture(
  t: TestContext,
  options: ChefServerOptions = {},
): Promise<RunningChefServer> {
  const chef = await startChefServer({ drawKeyPair: async () => PAIR, ...options });
  t.after(() => chef.stop());
  return chef;
}

/** Requests signed by `pivotal` with version 1.0, as a push server signs them. */
export function pivotal(t: TestContext, chef: RunningChefServer): RestClient {
  const client = new RestClient({
    serverUrl: chef.url,
    org: chef.org,
    user: 'pivotal',
    privateKey: chef.bootstrapKeys.pivotal,
    version: '1.0',
  });
  t.after(() => client.close());
  return client;
}

/** The headers of a GET that the superuser signs, for those who send it themselves. */
export function asPivotal({ bootstrapKeys }: RunningChefServer, path: string): Record<string, string> {
  return signRequest({
    method: 'GET',
    path,
    body: '',
    userId: 'pivotal',
    timestampMs: systemClock.now(),
    version: '1.0',
    privateKey: createPrivateKey(bootstrapKeys.pivotal),
  });
}

/** Connections that trust one certificate alone. */
export function trusting(t: TestContext, certificate: string): Agent {
  const agent = new Agent({ connect: { ca: certificate } });
  t.after(() => agent.destroy());
  return agent;
}
