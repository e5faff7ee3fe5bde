import { createPrivateKey } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { RestClient } from '../../../protocol/client/rest-client.ts';
import type { SigningVersion } from '../../../protocol/signing/scheme.ts';
import { signRequest } from '../../../protocol/signing/sign-request.ts';
import { EventLog } from '../../../protocol/time/event-log.ts';
import type { RunningServer } from '../../running-server.ts';
import type { ReferenceServerOptions } from '../../server-options.ts';
import { clientFor, serverFor } from '../../testing/server-fixture.ts';
import type { TraceEntry } from '../trace-entry.ts';
import type { TraceFollower } from '../tracing.ts';

const PATIENCE_MS = 5_000;

/** A server whose trace is kept. */
export interface TracedServer {
  readonly server: RunningServer;
  readonly admin: RestClient;
  readonly entries: readonly TraceEntry[];
  /** The first entry, present or to come, that is so. */
  until(what: string, isSo: (entry: TraceEntry) => boolean): Promise<TraceEntry>;
}

export async function tracedServer(
  context: TestContext,
  trace: Partial<TraceFollower> = {},
  options: ReferenceServerOptions = {},
): Promise<TracedServer> {
  const log = new EventLog<TraceEntry>('the trace', (entry) => JSON.stringify(entry));
  const server = await serverFor(context, {
    ...options,
    trace: { ...trace, onEntry: (entry) => log.add(entry) },
  });
  return {
    server,
    admin: clientFor(context, server),
    entries: log.entries,
    until: (what, isSo) => log.until(what, isSo, PATIENCE_MS),
  };
}

/** How a request that is signed by hand differs from one of `admin` with version 1.3. */
export interface HandSigned {
  readonly path: string;
  readonly user?: string;
  readonly version?: SigningVersion;
  /** Where it is not what is sent. */
  readonly signedPath?: string;
  readonly signedBody?: string;
  readonly body?: string;
}

/** Sends a request that a client with a mistake would send, and gives its status. */
export async function sendSigned(server: RunningServer, asked: HandSigned): Promise<number> {
  const { path, user = 'admin', version = '1.3', body } = asked;
  const method = body === undefined ? 'GET' : 'POST';
  const signed = signRequest({
    method,
    path: asked.signedPath ?? path,
    body: asked.signedBody ?? body ?? '',
    userId: user,
    timestampMs: Date.now(),
    version,
    privateKey: createPrivateKey(server.bootstrapKeys.admin),
  });
  const headers = { ...signed, ...(body !== undefined && { 'Content-Type': 'application/json' }) };
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  await response.arrayBuffer();
  return response.status;
}
