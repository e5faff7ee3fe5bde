import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { startFleet, startServer } from '../index.ts';

/**
 * Starts and closes servers, fleets and jobs in rounds, and prints after each what this process holds then. Run as a
 * process of its own, which ends by itself when nothing is left open.
 */
const ROUNDS = 3;

/** How long, and how often, libzmq's threads are waited for: they close sockets behind our back. */
const SETTLE_MS = 5_000;
const LOOK_EVERY_MS = 10;

await useEverything();
const first = held();
print(first);
for (let round = 1; round < ROUNDS; round++) {
  await useEverything();
  const deadlineMs = performance.now() + SETTLE_MS;
  while (isMore(held(), first) && performance.now() < deadlineMs) await setTimeout(LOOK_EVERY_MS);
  print(held());
}

async function useEverything(): Promise<void> {
  const servers = await Promise.all([startServer(), startServer({ dialect: 'pushy-server' })]);
  for (const server of servers) {
    const fleet = await startFleet(server, {
      nodes: ['web1', 'web2'],
      faults: { late: { kind: 'latency', delayMs: 1, nodes: ['web1'] } },
    });
    fleet.beginFault('late');
    const job = await server.jobs.start({ command: 'uptime', nodes: fleet.names, captureOutput: true });
    // a reader that leaves early, one that gives up, and one that is still there when the server goes
    for await (const { event } of job.events()) if (event === 'start') break;
    await job.end();
    await server.untilAvailable(['web9'], { withinMs: 1 }).catch(() => undefined);
    const hand = await fleet.byHand('web2');
    hand.on('commit').after(60_000).reply('ack');
    await (await server.jobs.start({ command: 'uptime', nodes: ['web2'] }))
      .expect({ web2: 'succeeded' }, { withinMs: 1 })
      .catch(() => undefined);
    await hand.next('commit');
    const untold = hand.next('run').catch(() => undefined);
    const feed = server.jobs.events();
    const next = feed.next().catch(() => undefined);
    await server.restart();
    await server.reset();
    await startFleet(server, { nodes: ['web1'] });
    await server.close();
    await untold;
    await next;
  }
}

interface Held {
  readonly files: number;
  readonly threads: number;
  readonly active: readonly string[];
  readonly folders: readonly string[];
}

function isMore(now: Held, before: Held): boolean {
  return now.files > before.files || now.threads > before.threads || now.active.length > 0;
}

function print(held: Held): void {
  process.stdout.write(`${JSON.stringify(held)}\n`);
}

function held(): Held {
  return {
    files: readdirSync('/proc/self/fd').length,
    threads: readdirSync('/proc/self/task').length,
    active: process
      .getActiveResourcesInfo()
      .filter((name) => !['FSReqCallback', 'PipeWrap', 'TTYWrap'].includes(name)),
    folders: readdirSync(process.env.TMPDIR ?? ''),
  };
}
