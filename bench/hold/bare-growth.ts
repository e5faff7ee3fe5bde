import { setTimeout as pause } from 'node:timers/promises';
import { DealerProcesses } from '../growth/member-processes.ts';
import type { Children } from '../process/children.ts';
import { startBareRouter } from '../sockets/bare-children.ts';
import { BARE_JOB } from '../sockets/bare-job.ts';
import type { Traffic } from './lost-messages.ts';

const LOOK_MS = 20;
const BYTES_A_MB = 1024 * 1024;

/**
 * The floor of a hold's memory: by how many megabytes a bare ROUTER grows with as many connections over as many messages
 * each way. libzmq lays out a queue of 256 messages each way with every connection, 32 KB of addresses, and takes the
 * pages from the system only when messages first come to lie on them: at a heartbeat every 10 s that goes on for an hour.
 */
export async function bareGrowthMb(
  children: Children,
  nodes: number,
  traffic: readonly Traffic[],
): Promise<number> {
  const { toServer, toNode } = messagesEach(traffic, nodes);
  const router = startBareRouter(children);
  const to = await router.ask('start', { zap: true });
  const dealers = await DealerProcesses.start(children, nodes);
  await dealers.connect(to, nodes);
  const before = await router.ask('memory');
  const { frames } = BARE_JOB;
  await router.ask('roundTrips', { frames, times: toNode });
  for (let more = toServer - toNode; more > 0; more--) {
    const wanted = (await router.ask('sample')).done + nodes;
    await dealers.say(frames);
    while ((await router.ask('sample')).done < wanted) await pause(LOOK_MS);
  }
  return ((await router.ask('memory')) - before) / BYTES_A_MB;
}

/** How many messages a node sent, and was sent, on average. */
export function messagesEach(
  traffic: readonly Traffic[],
  nodes: number,
): { readonly toServer: number; readonly toNode: number } {
  const each = (way: string): number =>
    Math.round(
      traffic.filter(({ what }) => what.startsWith(way)).reduce((sum, { received }) => sum + received, 0) /
        nodes,
    );
  return { toServer: each('node → server'), toNode: each('server → node') };
}
