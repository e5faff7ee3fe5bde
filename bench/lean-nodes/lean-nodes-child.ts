import { createPrivateKey } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Context } from 'zeromq';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { answer } from '../process/child-answer.ts';
import type { ServerAccess } from '../server/server-child.ts';
import type { Address } from '../sockets/address.ts';
import { enrol, pretend } from './enrol.ts';
import { LeanNode } from './lean-node.ts';

/** Many lean nodes in one process: they join a server, obey it, and flood it or a bare ROUTER with heartbeats. */
const HEARTBEATS_EACH = 8;

let context: Context;
const nodes: LeanNode[] = [];
let holding = false;
let flooding = false;
let flood: Promise<unknown> = Promise.resolve();

const commands = {
  prepare({ maxSockets }: { readonly maxSockets: number }): void {
    context = new Context({ maxSockets });
  },
  /** So many more join. Resolves with their names when all have answered the server's first word. */
  async join({
    server,
    count,
  }: {
    readonly server: ServerAccess;
    readonly count: number;
  }): Promise<string[]> {
    const { url: serverUrl, org, user, privateKey } = server;
    const client = new RestClient({ serverUrl, org, user, privateKey });
    const key = createPrivateKey(privateKey);
    const names = namesOf(count);
    try {
      await Promise.all(
        names.map(async (name) => {
          const node = new LeanNode(context, await enrol(client, key, name), () => !holding);
          nodes.push(node);
          await node.join();
        }),
      );
    } finally {
      await client.close();
    }
    return names;
  },
  /** The same number of nodes for a bare ROUTER, which never answers them. */
  pretend({ to, count }: { readonly to: Address; readonly count: number }): void {
    for (const name of namesOf(count)) nodes.push(new LeanNode(context, pretend(to, name), () => false));
  },
  /** From now on orders are put off. */
  hold(): void {
    holding = true;
  },
  /** Obeys what was put off. */
  resume(): void {
    holding = false;
    for (const node of nodes) node.resume();
  },
  /** Every node sends heartbeats as fast as its connection takes them, until `stopFlood`. */
  startFlood({ count }: { readonly count: number }): void {
    flooding = true;
    flood = Promise.all(nodes.slice(0, count).map((node) => floodFrom(node)));
  },
  async stopFlood(): Promise<void> {
    flooding = false;
    await flood;
  },
};

export type LeanNodesCommands = typeof commands;

function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `lean${nodes.length + index}`);
}

async function floodFrom(node: LeanNode): Promise<void> {
  const heartbeats = node.heartbeats(HEARTBEATS_EACH);
  while (flooding) {
    for (const frames of heartbeats) await node.send(frames);
    // sends that are taken at once would never let the process hear that it is over
    await pause(0);
  }
}

answer(commands);
