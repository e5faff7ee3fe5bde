import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { type RunningServer, startServer } from '../../server/server.ts';
import { EventLog, waitFor } from '../world/event-log.ts';
import { anyKeyPair } from '../world/key-pairs.ts';
import type { Credentials, DialectName, LogLine, Place, Target, TargetTimings } from './target.ts';

/** Everything that takes time, derived from a heartbeat of 100 ms, so that features wait for as little as they can. */
const FAST: TargetTimings = {
  heartbeatIntervalMs: 100,
  votingTimeoutMs: 1_000,
  rehabIntervalMs: 100,
  waitCompleteMs: 1_000,
  orgFeedExpirationMs: 3_000,
  keepAliveMs: 250,
};

/**
 * Our own reference server in this process, with an organisation of its own for every scenario. One that keeps nothing
 * starts faster; only one that keeps its data in a folder can be restarted.
 */
export async function startInProcessTarget(
  dialect: DialectName,
  options: { readonly keepsData?: boolean } = {},
): Promise<Target> {
  const data = options.keepsData ? await mkdtemp(join(tmpdir(), 'push-harness-')) : undefined;
  const log = new EventLog<LogLine>('the log', ({ text, fields }) => `${text} ${JSON.stringify(fields)}`);
  const serverOptions = { dialect, logger: loggerTo(log), ...(data !== undefined && { data }) };
  let server = await startServer({ ...serverOptions, timings: FAST });
  const superuser: Credentials = { name: 'pivotal', privateKey: server.bootstrapKeys.pivotal };
  const client = (org: string, who: Credentials): RestClient =>
    new RestClient({ serverUrl: server.url, org, user: who.name, privateKey: who.privateKey });
  return {
    name: `in-process-${dialect}`,
    dialect,
    serverUrl: server.url,
    timings: FAST,
    log,
    client,
    openPlace: () => openPlace(() => server, superuser),
    async restart(timings = {}) {
      if (data === undefined) throw new Error('a server that keeps nothing cannot be restarted');
      const ports = portsOf(server);
      await server.stop();
      server = await startServer({ ...serverOptions, ...ports, timings: { ...FAST, ...timings } });
    },
    async stop() {
      await server.stop();
      if (data !== undefined) await rm(data, { recursive: true });
    },
  };
}

function portsOf({ url, heartbeatAddress, commandAddress }: RunningServer) {
  const [port, heartbeatPort, commandPort] = [url, heartbeatAddress, commandAddress].map((address) =>
    Number(new URL(address).port),
  );
  return { port: port ?? 0, heartbeatPort: heartbeatPort ?? 0, commandPort: commandPort ?? 0 };
}

/** Keeps warnings and errors, and nothing of less weight. */
function loggerTo(log: EventLog<LogLine>) {
  return pino(
    { level: 'warn', base: null },
    {
      write(line: string) {
        const { msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
        log.add({ text: String(msg), fields });
      },
    },
  );
}

async function openPlace(running: () => RunningServer, superuser: Credentials): Promise<Place> {
  const suffix = randomBytes(4).toString('hex');
  const org = `org-${suffix}`;
  const { publicKey, privateKey } = anyKeyPair(0);
  const admin = { name: `admin-${suffix}`, privateKey };
  const { users, organisations } = running().access;
  // not by REST: there an organisation comes with a validator's key, which takes longer to draw than most scenarios run
  await users.create({ name: admin.name, publicKey });
  await organisations.create({ name: org, admin: admin.name });
  const before = running().counters();
  return {
    org,
    admin,
    superuser,
    nodeName: (label) => label,
    userName: (label) => `${label}-${suffix}`,
    untilAvailable: (nodes, patienceMs) => untilAvailable(running(), org, nodes, patienceMs),
    refusals: () => moved(before, running().counters()),
    close: async () => {},
  };
}

/** How often a state that tells nobody of its changes is looked at. */
const LOOK_EVERY_MS = 2;

async function untilAvailable(
  server: RunningServer,
  org: string,
  nodes: readonly string[],
  patienceMs: number,
): Promise<void> {
  const missing = (): readonly string[] => nodes.filter((node) => !server.nodes.isAvailable(org, node));
  await waitFor(
    () => (missing().length === 0 ? true : undefined),
    (wake) => {
      const timer = setInterval(wake, LOOK_EVERY_MS);
      return () => clearInterval(timer);
    },
    () => new Error(`wanted available: ${nodes.join(', ')}; still not: ${missing().join(', ')}`),
    patienceMs,
  );
}

function moved(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const changes = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  return Object.fromEntries(changes.filter(([, change]) => change !== 0));
}
