import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { pino } from 'pino';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { type EventLog, waitFor } from '../../protocol/time/event-log.ts';
import { portsOf } from '../../server/ports-of.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { startReferenceServer } from '../../server/server.ts';
import { openStore } from '../../server/store/open-store.ts';
import { FailingDisk } from '../../server/store/testing/failing-disk.ts';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import { newDataFolder } from './data-folder.ts';
import { untilFree } from './free-ports.ts';
import { anyKeyPair, signingKey } from './key-pairs.ts';
import { PROXY_HOST, SERVER_HOST, startNetwork, stopNetwork } from './network.ts';
import { startReferenceProcess } from './process.ts';
import { added, type RefusalCounts, refusalCounts, since } from './refusal-counts.ts';
import type { ScenarioScope, TargetCredentials } from './scenario-scope.ts';
import { addLogLine, type LogLine, newServerLog } from './server-log.ts';
import type { OwnServerOptions, Target } from './target.ts';

export interface InProcessOptions extends OwnServerOptions {
  /** It keeps its data in a folder and can be restarted. One that keeps nothing is for many scenarios. */
  readonly keepsData?: boolean;
}

/** Our own reference server in this process, with an organisation of its own for every scenario. */
export async function startInProcessTarget(
  resolved: ResolvedTarget,
  options: InProcessOptions = {},
): Promise<Target> {
  const { dialect, server: asked } = resolved;
  const { keepsData = false, settings = [], canFillUp = false } = options;
  const disk = canFillUp ? new FailingDisk() : undefined;
  const overNetwork = settings.includes('network');
  const data = keepsData ? await newDataFolder() : undefined;
  const log = newServerLog();
  const timings = { ...resolved.timings, ...options.timings };
  const serverOptions = {
    host: SERVER_HOST,
    dialect,
    curve: !settings.includes('no-encryption'),
    allowUnencrypted: settings.includes('unencrypted'),
    freshKeys: settings.includes('fresh-keys'),
    ...(asked.kind === 'in-process' && { quirks: asked.quirks ?? 'none' }),
    logger: loggerTo(log),
    ...(data !== undefined && { data }),
    ...(disk !== undefined && { openStore: openStoreOn(disk) }),
    ...(overNetwork && { advertise: PROXY_HOST }),
  };
  let server = await startReferenceServer({ ...serverOptions, timings });
  const ports = portsOf(server);
  const network = overNetwork ? await startNetwork(ports) : undefined;
  const url = `http://${SERVER_HOST}:${ports.port}`;
  const superuser: TargetCredentials = { name: 'pivotal', privateKey: server.bootstrapKeys.pivotal };
  let refusedBefore: RefusalCounts = {};
  const refused = (): RefusalCounts => added(refusedBefore, refusalCounts(server.counters()));
  return {
    ...resolved,
    url,
    timings,
    currentPid: () => undefined,
    log,
    network,
    ...(disk !== undefined && { disk }),
    client: (org, who) =>
      new RestClient({ serverUrl: url, org, user: who.name, privateKey: signingKey(who.privateKey) }),
    openScope: () => openScope(() => server, superuser, refused),
    startOwn: ({ inItsOwnProcess = false, ...own }) =>
      inItsOwnProcess
        ? startReferenceProcess(resolved)
        : startInProcessTarget(resolved, { ...own, keepsData: true }),
    async restart(changes = {}, whileAway = nothing) {
      if (data === undefined) throw new Error('a server that keeps nothing cannot be restarted');
      await server.stop();
      refusedBefore = refused();
      await untilFree(SERVER_HOST, Object.values(ports));
      await whileAway();
      server = await startReferenceServer({
        ...serverOptions,
        ...ports,
        timings: { ...timings, ...changes },
      });
    },
    killAndRestart() {
      throw new Error('a server in this process cannot be killed');
    },
    async stop() {
      if (network !== undefined) await stopNetwork(network);
      await server.stop();
      if (data !== undefined) await rm(data, { recursive: true });
    },
  };
}

const nothing = async (): Promise<void> => {};

const openStoreOn =
  ({ connect }: FailingDisk): typeof openStore =>
  (options) =>
    openStore({ ...options, connect });

/** Keeps warnings and errors, and nothing of less weight. */
function loggerTo(log: EventLog<LogLine>) {
  return pino({ level: 'warn', base: null }, { write: (line: string) => addLogLine(log, line) });
}

async function openScope(
  running: () => RunningServer,
  superuser: TargetCredentials,
  refused: () => RefusalCounts,
): Promise<ScenarioScope> {
  const suffix = randomBytes(4).toString('hex');
  const org = `org-${suffix}`;
  const { publicKey, privateKey } = anyKeyPair(0);
  const admin = { name: `admin-${suffix}`, privateKey };
  const { users, organisations } = running().access;
  // not by REST: there an organisation comes with a validator's key, which takes longer to draw than most scenarios run
  await users.create({ name: admin.name, publicKey });
  await organisations.create({ name: org, admin: admin.name });
  const before = refused();
  return {
    org,
    admin,
    superuser,
    nodeName: (label) => label,
    userName: (label) => `${label}-${suffix}`,
    lent: {},
    lendNode: () => undefined,
    forgetsNodes: false,
    untilAvailable: (nodes, patienceMs) => untilAvailable(running(), org, nodes, patienceMs),
    refusals: async () => since(before, refused()),
    guard: undefined,
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
