import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReferenceServerOptions } from '../server/server-options.ts';
import { resolveTimings } from '../server/settings.ts';
import { FAST_TIMINGS } from './fast-timings.ts';
import { HarnessServer } from './harness-server.ts';

/**
 * What a server is to be. Where it is left out: free ports, the dialect `documented`, times from a heartbeat of 100 ms,
 * encryption, organisation `dev`, and no log. It listens at 127.0.0.1 alone.
 */
export type ServerOptions = Pick<
  ReferenceServerOptions,
  | 'port'
  | 'heartbeatPort'
  | 'commandPort'
  | 'dialect'
  | 'timings'
  | 'curve'
  | 'allowUnencrypted'
  | 'unencryptedHeartbeatPort'
  | 'unencryptedCommandPort'
  | 'freshKeys'
  | 'quirks'
  | 'tls'
  | 'org'
  | 'logger'
  | 'serverName'
  | 'trace'
>;

/**
 * Starts a Push Jobs server in this process. Any number of them can run at once. Whoever starts one closes it: with
 * `await using`, or by its `close()`.
 *
 * @throws StartError for a port that is taken, or an option out of bounds
 */
export async function startServer(options: ServerOptions = {}): Promise<HarnessServer> {
  const timings = resolveTimings({ ...FAST_TIMINGS, ...options.timings });
  const data = await mkdtemp(join(tmpdir(), 'push-harness-'));
  try {
    return await HarnessServer.start({ ...options, timings, data });
  } catch (error) {
    await rm(data, { recursive: true });
    throw error;
  }
}
