import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { RestClient } from '../../protocol/client/rest-client.ts';
import type { EventLog } from '../world/event-log.ts';
import { pollUntil } from '../world/poll.ts';
import { keyFile, newDataFolder } from './data-folder.ts';
import { FAST } from './in-process.ts';
import { added, type RefusalCounts, refusalCounts, since } from './refusal-counts.ts';
import { countersIn } from './scraped-counters.ts';
import { addLogLine, newServerLog } from './server-log.ts';
import type { Credentials, DialectName, LogLine, Place, Target } from './target.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** The organisation that a server makes for itself. */
const ORG = 'dev';

const LOOK_EVERY_MS = 10;

/** Settings of time as options of the command line. */
const TIMES = [
  ['--heartbeat-interval', FAST.heartbeatIntervalMs],
  ['--voting-timeout', FAST.votingTimeoutMs / 1_000],
  ['--rehab-interval', FAST.rehabIntervalMs],
  ['--wait-complete-time', FAST.waitCompleteMs],
  ['--org-feed-expiration', FAST.orgFeedExpirationMs],
  ['--keep-alive', FAST.keepAliveMs],
]
  .flat()
  .map(String);

/** What a server says of itself when it serves. */
interface Ready {
  readonly url: string;
  readonly heartbeat: string;
  readonly command: string;
}

/** Our own reference server in a process of its own, as operators start it: it can be killed. */
export async function startChildTarget(
  dialect: DialectName,
  options: { readonly freshKeys?: boolean } = {},
): Promise<Target> {
  const data = await newDataFolder();
  const log = newServerLog();
  const start = (...ports: readonly string[]) =>
    serve(log, [
      '--data',
      data,
      '--dialect',
      dialect,
      ...(options.freshKeys ? ['--fresh-keys'] : []),
      ...TIMES,
      ...ports,
    ]);
  const places = (...[port, heartbeat, command]: readonly string[]) => [
    '--port',
    port ?? '0',
    '--heartbeat-port',
    heartbeat ?? '0',
    '--command-port',
    command ?? '0',
  ];
  let server = await start(...places());
  const serverUrl = server.ready.url;
  const samePlaces = places(
    ...[serverUrl, server.ready.heartbeat, server.ready.command].map((url) => new URL(url).port),
  );
  const admin = { name: 'admin', privateKey: await readFile(keyFile(data, 'admin'), 'utf8') };
  const superuser = { name: 'pivotal', privateKey: await readFile(keyFile(data, 'pivotal'), 'utf8') };
  const client = (org: string, who: Credentials): RestClient =>
    new RestClient({ serverUrl, org, user: who.name, privateKey: who.privateKey });
  let refusedBefore: RefusalCounts = {};

  async function endAndStart(signal: NodeJS.Signals): Promise<void> {
    const asked = client(ORG, admin);
    refusedBefore = added(refusedBefore, await scrape(asked));
    await asked.close();
    await end(server.process, signal);
    server = await start(...samePlaces);
  }

  return {
    name: `child-process-${dialect}`,
    dialect,
    serverUrl,
    timings: FAST,
    log,
    network: undefined,
    client,
    openPlace: async () => openPlace(client(ORG, admin), admin, superuser, () => refusedBefore),
    restart: () => endAndStart('SIGTERM'),
    killAndRestart: () => endAndStart('SIGKILL'),
    async stop() {
      await end(server.process, 'SIGTERM');
      await rm(data, { recursive: true });
    },
  };
}

async function serve(
  log: EventLog<LogLine>,
  args: readonly string[],
): Promise<{ readonly process: ChildProcess; readonly ready: Ready }> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, 'serve', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = createInterface({ input: child.stderr });
  told.on('line', (line) => addLogLine(log, line));
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`the server ended: ${log.describe()}`))),
  ]);
  return { process: child, ready: JSON.parse(String(line)) as Ready };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

async function scrape(client: RestClient): Promise<RefusalCounts> {
  const reply = await client.request('GET', '/metrics', { signed: false });
  return refusalCounts(countersIn(reply.text));
}

async function openPlace(
  client: RestClient,
  admin: Credentials,
  superuser: Credentials,
  refusedBefore: () => RefusalCounts,
): Promise<Place> {
  const refused = async (): Promise<RefusalCounts> => added(refusedBefore(), await scrape(client));
  const before = await refused();
  return {
    org: ORG,
    admin,
    superuser,
    nodeName: (label) => label,
    userName: (label) => label,
    async untilAvailable(nodes, patienceMs) {
      for (const node of nodes) {
        await pollUntil(
          `${node} available`,
          async () => (await client.pushy('GET', `diagnosis/${node}`)).json() as { readonly state: string },
          ({ state }) => state === 'available',
          { everyMs: LOOK_EVERY_MS, patienceMs },
        );
      }
    },
    refusals: async () => since(before, await refused()),
    close: () => client.close(),
  };
}
