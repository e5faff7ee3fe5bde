import { createPublicKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { RestClient } from '../../protocol/client/rest-client.ts';
import type { RunningServer } from '../running-server.ts';
import { startReferenceServer } from '../server.ts';
import type { ReferenceServerOptions } from '../server-options.ts';
import { until, WireNode, type WireNodeOptions } from './wire-node.ts';

/** A server for one test, with five heartbeats a second unless it asks for others. */
export async function serverFor(
  context: TestContext,
  options: ReferenceServerOptions = {},
): Promise<RunningServer> {
  const server = await startReferenceServer({
    ...options,
    timings: { heartbeatIntervalMs: 200, ...options.timings },
  });
  context.after(() => server.stop());
  return server;
}

/** Signs as the admin. */
export function clientFor(context: TestContext, server: RunningServer): RestClient {
  const { url: serverUrl, org, bootstrapKeys } = server;
  const client = new RestClient({ serverUrl, org, user: 'admin', privateKey: bootstrapKeys.admin });
  context.after(() => client.close());
  return client;
}

/** A node of the server, `web1` by default: registered, configured, and about to connect. */
export async function nodeFor(
  context: TestContext,
  server: RunningServer,
  client: RestClient,
  options: Partial<WireNodeOptions> = {},
): Promise<WireNode> {
  const privateKey = server.bootstrapKeys.admin;
  const { node = 'web1' } = options;
  // a client with the admin's key: keys are slow to draw
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  await server.access.clients.create(server.org, { name: node, publicKey });
  const wireNode = await WireNode.start({ ...options, client: client.as({ user: node }), privateKey, node });
  context.after(() => wireNode.stop());
  return wireNode;
}

/** Resolves when the node may take part in jobs. */
export function availableAt(server: RunningServer, node = 'web1'): Promise<void> {
  return until(`${node} is available`, () => server.nodes.isAvailable(server.org, node));
}

/** A folder of its own, removed at the end. */
export async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What is looked at in an answer about a node. */
export interface DiagnosisBody {
  readonly state: string;
  readonly sentence: string;
  readonly detail: string;
  readonly remedy: string;
  readonly refusals: readonly {
    readonly reason: string;
    readonly field: string | null;
    readonly over: string | null;
    readonly count: number;
  }[];
  readonly notes: readonly { readonly count: number }[];
  readonly first_wrong: { readonly cause: string } | null;
}

/** Why the node is not available. */
export async function diagnose(client: RestClient, node: string): Promise<DiagnosisBody> {
  const reply = await client.pushy('GET', `diagnosis/${node}`);
  return reply.json() as DiagnosisBody;
}
