import type { HarnessServer } from '../../library/harness-server.ts';
import { startServer } from '../../library/start-server.ts';
import {
  associateUser,
  createClient,
  createGroup,
  createOrganisation,
  createUser,
  saveGroup,
} from '../../protocol/client/api.ts';
import { type KeyPair, newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import type { ServerTimings } from '../../server/settings.ts';
import { Gate } from './gate.ts';
import { ScriptedNode } from './scripted-node.ts';
import type { RequestSender } from './send.ts';

const NODE_CLIENTS = ['node-1', 'node-2', 'node-3', 'node-4', 'node-8', 'node-9'];

/** The server, organisations, principals and nodes of the recording. */
export interface ReplaySetup {
  readonly server: Pick<HarnessServer, 'url' | 'timings' | 'untilAvailable' | 'restart'>;
  readonly sender: RequestSender;
  readonly gate: Gate;
  /** Those that are connected, by name. */
  readonly nodes: Map<string, ScriptedNode>;
  startNode(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server as the recorded one was, but for its times: what took seconds there takes a fraction of it. */
export async function openReplaySetup(
  quirks: 'none' | 'shipped',
  timings: Partial<ServerTimings>,
): Promise<ReplaySetup> {
  const server = await startServer({ dialect: 'pushy-server', org: 'ponyville', quirks, timings });
  try {
    return await furnish(server);
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function furnish(server: HarnessServer): Promise<ReplaySetup> {
  const [users, clients, nobody] = await Promise.all([
    newKeyPairAsync(),
    newKeyPairAsync(),
    newKeyPairAsync(),
  ]);
  await makePrincipals(server, users, clients);
  const keys = new Map([
    ...['rainbowdash', 'fluttershy', 'discord'].map((name) => [name, users.privateKey] as const),
    ...[...NODE_CLIENTS, 'client-writer'].map((name) => [name, clients.privateKey] as const),
  ]);
  const gate = new Gate();
  const nodes = new Map<string, ScriptedNode>();
  return {
    server,
    sender: { url: server.url, keys, wrongKey: nobody.privateKey },
    gate,
    nodes,
    async startNode(name) {
      nodes.set(name, await ScriptedNode.start(server, name, clients.privateKey, gate));
      await server.untilAvailable([name]);
    },
    async close() {
      gate.open();
      try {
        for (const node of nodes.values()) await node.stop();
      } finally {
        await server.close();
      }
    },
  };
}

async function makePrincipals(server: HarnessServer, users: KeyPair, clients: KeyPair): Promise<void> {
  const ponyville = server.client(server.superuser);
  const canterlot = server.client(server.superuser, 'canterlot');
  try {
    const { publicKey } = users;
    for (const name of ['rainbowdash', 'fluttershy', 'discord'])
      await createUser(ponyville, { name, publicKey });
    await createOrganisation(ponyville, 'canterlot');
    for (const organisation of [ponyville, canterlot]) {
      for (const name of ['rainbowdash', 'fluttershy']) await associateUser(organisation, name);
      await saveGroup(organisation, 'admins', { users: ['rainbowdash'], clients: [], groups: [] });
    }
    for (const name of NODE_CLIENTS) await createClient(ponyville, { name, publicKey: clients.publicKey });
    await createClient(canterlot, { name: 'client-writer', publicKey: clients.publicKey });
    const admins = { users: [], clients: [], groups: ['admins'] };
    await createGroup(canterlot, 'pushy_job_readers');
    await saveGroup(canterlot, 'pushy_job_readers', admins);
    await createGroup(canterlot, 'pushy_job_writers');
    await saveGroup(canterlot, 'pushy_job_writers', { ...admins, clients: ['client-writer'] });
  } finally {
    await ponyville.close();
    await canterlot.close();
  }
}
