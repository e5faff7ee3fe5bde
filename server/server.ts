import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Logger, pino } from 'pino';
import type { DialectName } from '../protocol/dialect-name.ts';
import type { ServerQuirkName } from '../protocol/quirks/catalogue.ts';
import type { QuirkChoice } from '../protocol/quirks/quirk-choice.ts';
import { type Clock, systemClock } from '../protocol/time/clock.ts';
import type { ManagedAccess } from './access/access.ts';
import type { BootstrapName } from './access/bootstrap.ts';
import type { ChefServerAddress } from './access/chef/chef-server-address.ts';
import { type Keeper, ownKeeper } from './access/keeper.ts';
import type { DrawKeyPair } from './access/key-pairs-ahead.ts';
import { Ahead } from './ahead.ts';
import { Bounds } from './bounds.ts';
import { Broker } from './broker/broker.ts';
import { NodeDiagnosis } from './broker/node-diagnosis.ts';
import type { RoutedPeer } from './broker/routed-peer.ts';
import { loadServerKeys } from './broker/server-keys.ts';
import { tcpAddress } from './broker/tcp.ts';
import type { Wire } from './broker/wire.ts';
import { Closers } from './closers.ts';
import { databaseIn } from './data-folder.ts';
import { Descriptors } from './descriptors.ts';
import { DIALECTS } from './dialects/dialects.ts';
import { buildHttp } from './http/build-http.ts';
import { feedRights } from './http/event-stream/feed-rights.ts';
import { Validation } from './http/validation.ts';
import { measureJobs } from './job/job-metrics.ts';
import { createJobs, type Jobs } from './job/jobs.ts';
import { Metrics } from './metrics.ts';
import { LiveNodes } from './node/live-nodes.ts';
import type { Nodes } from './node/nodes.ts';
import { healthMetrics, processMetrics, storeMetrics } from './observability.ts';
import { freePlaces, listen } from './places.ts';
import { chooseQuirks, type ServerQuirks } from './quirks/choose-quirks.ts';
import { resolveTimings, type ServerTimings } from './settings.ts';
import { startErrorOf } from './store/start-error-of.ts';
import { openStore, type Store } from './store/store.ts';
import { advertisedHost, authority } from './tcp-address.ts';
import type { ServerWatcher } from './watcher.ts';

export interface ReferenceServerOptions {
  /** Address to listen at; anything but this machine alone has to be asked for. Default: 127.0.0.1. */
  readonly host?: string;
  /** Of the REST interface; as the other ports, 0 (the default) takes a free one. */
  readonly port?: number;
  readonly heartbeatPort?: number;
  readonly commandPort?: number;
  /** Name or address, IPv6 with or without brackets, that nodes are told to connect to. Default: the one listened at. */
  readonly advertise?: string;
  /** Folder for everything that is kept, made where it does not exist. Default: nothing is kept. */
  readonly data?: string;
  readonly dialect?: DialectName;
  readonly timings?: Partial<ServerTimings>;
  /** Whether commands are encrypted. Default: yes. */
  readonly curve?: boolean;
  /** New CURVE and session keys at each start, as the shipped server has. Default: no. */
  readonly freshKeys?: boolean;
  /** Quirks of the shipped server that this one is to have. Source: protocol §10. Default: none. */
  readonly quirks?: QuirkChoice<ServerQuirkName>;
  /** Organisation, made where it does not exist; with a Chef server the one that is meant, made by nobody. Default: dev. */
  readonly org?: string;
  /** The Chef server that keeps organisations, principals and groups. Default: this server keeps its own. */
  readonly chefServer?: ChefServerAddress;
  /** Where the keys of the first principals come from. Default: each is drawn when it is needed. */
  readonly drawKeyPair?: DrawKeyPair;
  /** Opens the database, where a test has one whose disk fails. */
  readonly openStore?: typeof openStore;
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
  /** The name that heartbeats and commits carry. Default: this machine's. */
  readonly serverName?: string;
  /** Default: nobody looks on. */
  readonly watcher?: ServerWatcher;
}

export interface RunningServer {
  readonly url: string;
  /** `tcp://HOST:PORT` as nodes are told, as the next. */
  readonly heartbeatAddress: string;
  readonly commandAddress: string;
  readonly dialect: DialectName;
  /** Those that it has. */
  readonly quirks: ServerQuirks;
  readonly org: string;
  readonly incarnationId: string;
  /** PEM of the private keys made on the first start; empty where the file was taken away since, or a Chef server has them. */
  readonly bootstrapKeys: Readonly<Record<BootstrapName, string>>;
  readonly store: Store;
  /** Throws where a Chef server keeps them. */
  readonly access: ManagedAccess;
  readonly jobs: Jobs;
  readonly nodes: Nodes;
  readonly wire: Wire;
  /** Where a private key is kept; undefined where nothing is. */
  keyFile(name: BootstrapName): string | undefined;
  /** Every counter, as `NAME.LABEL`. */
  counters(): Readonly<Record<string, number>>;
  /** Stops in order and resolves when everything is stored; calling it again waits for the same. */
  stop(): Promise<void>;
}

/**
 * Starts a server and resolves when it serves; the only place that makes clock, sockets and database.
 *
 * @throws StartError for what its user can mend, after taking back what had been started.
 */
export async function startReferenceServer(options: ReferenceServerOptions = {}): Promise<RunningServer> {
  const closers = new Closers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close();
    throw startErrorOf(options.data, error);
  }
}

async function start(options: ReferenceServerOptions, closers: Closers): Promise<RunningServer> {
  const { data, dialect = 'documented', curve = true, freshKeys = false, org = 'dev' } = options;
  const { clock = systemClock, logger: log = pino({ level: 'silent' }) } = options;
  const { serverName = hostname(), watcher, openStore: open = openStore } = options;
  const timings = resolveTimings(options.timings ?? {});
  const places = await freePlaces(options);
  const advertised = advertisedHost(options.advertise, places.rest.host);
  const quirks = await chooseQuirks(options.quirks ?? 'none', {
    dialect,
    host: places.rest.host,
    log,
  });

  const ahead = new Ahead(clock);
  const metrics = new Metrics();
  const store = await open({
    file: await databaseIn(data),
    clock,
    maxHeldBytes: timings.maxUnstoredBytes,
    reserveBytes: timings.diskReserveBytes,
    ...storeMetrics(metrics, log),
  });
  closers.add(() => store.close());
  healthMetrics(metrics, store.health);
  // a first start draws keys on other threads: the rest of the server is made meanwhile
  const keeper = await openKeeper(options, { org, store, clock, log, quirks });
  closers.add(() => keeper.close());
  const principalsSettled = settled(keeper.made);
  closers.add(() => principalsSettled);
  const keys = await loadServerKeys({ folder: data, freshKeys });

  const incarnationId = randomUUID();
  const handshakesFailed = metrics.counter(
    'handshakes_failed',
    'Connections that failed to encrypt.',
    'code',
  );
  const diagnosis = new NodeDiagnosis({
    clock,
    heartbeatIntervalMs: timings.heartbeatIntervalMs,
    rehabIntervalMs: timings.rehabIntervalMs,
    curveEnabled: curve,
    vitals: (org, node) => nodes.find(org, node),
    handshakesFailed: () => handshakesFailed.total,
  });
  const nodes = new LiveNodes<RoutedPeer>({
    clock,
    settings: { ...timings, intervalMs: timings.heartbeatIntervalMs },
    store,
    log,
    watcher: diagnosis,
    quirks,
    changes: metrics.counter('node_changes', 'Phases that nodes entered: down, deferred, rehab, idle.', 'to'),
    late: metrics.counter(
      'late_heartbeats',
      'Heartbeats that came later than one and a half intervals after the one before.',
      undefined,
    ),
  });
  metrics.gauge('nodes', 'Nodes that are heartbeating.', 'state', () => Object.entries(nodes.countByPhase()));

  const jobs = createJobs({
    nodes,
    store,
    clock,
    settings: timings,
    quirks,
    serverName,
    log,
    metrics: measureJobs(metrics),
    onHalfOutput: (org, node) => diagnosis.note(org, node, 'half_output'),
    onDroppedOutput: (org, node) => diagnosis.note(org, node, 'dropped_output'),
  });
  closers.add(() => jobs.stop());
  await jobs.recover();
  await store.nodes.markAllDown(clock.now());
  nodes.start(jobs);
  closers.add(() => nodes.stop());

  const descriptors = new Descriptors();
  const broker = new Broker({
    clock,
    log,
    metrics,
    timings,
    keys,
    curve,
    freshKeys,
    store,
    storeHasClients: keeper.managed !== undefined,
    nodes,
    diagnosis,
    handshakesFailed,
    descriptors,
    serverName,
    incarnationId,
    ...(watcher !== undefined && { watcher }),
  });
  closers.add(() => broker.stop());
  keeper.access.listen(broker.accessListener);
  const bound = await broker.bind(places);
  const addresses = {
    host: advertised,
    heartbeatAddress: tcpAddress(advertised, bound.heartbeat),
    commandAddress: tcpAddress(advertised, bound.command),
  };

  const rights = feedRights({ access: keeper.access, log, metrics });
  const http = await buildHttp({
    access: keeper.access,
    ...(keeper.managed !== undefined && { managed: keeper.managed }),
    jobs,
    nodes,
    store,
    issuer: broker.issuer(addresses),
    diagnosis,
    feedRights: rights,
    dialect: DIALECTS[dialect],
    quirks,
    clock,
    timings,
    metrics,
    bounds: new Bounds({ clock, log, metrics, timings }),
    validation: new Validation(ahead),
    log,
    incarnationId,
    ...(watcher !== undefined && { watcher }),
  });
  closers.add(() => http.close());
  const { rightsReviewMs: everyMs } = timings;
  const review = keeper.review?.({ clock, log, everyMs, feeds: rights, nodes: broker });
  closers.add(async () => review?.stop());
  review?.start();
  http.server.on('connection', (socket) => descriptors.hold(socket));
  const principals = await keeper.made;
  const port = await listen(http, places.rest);
  const watch = processMetrics(metrics);
  closers.add(() => watch.stop());
  broker.start();
  ahead.add((endTurn) => metrics.loadInTurns(endTurn));
  closers.add(() => ahead.stop());
  ahead.start();

  const url = `http://${authority(advertised, port)}`;
  log.info({ url, ...addresses, incarnation: incarnationId, dialect }, 'server is ready');
  return {
    url,
    heartbeatAddress: addresses.heartbeatAddress,
    commandAddress: addresses.commandAddress,
    dialect,
    quirks,
    org,
    incarnationId,
    bootstrapKeys: { admin: principals.admin.privateKey ?? '', pivotal: principals.pivotal.privateKey ?? '' },
    store,
    get access() {
      if (keeper.managed === undefined) throw new Error('a Chef server keeps the principals of this server');
      return keeper.managed;
    },
    jobs,
    nodes,
    wire: broker.wire,
    keyFile: (name) => principals[name].file,
    counters: () => metrics.counters(),
    stop: () => closers.close(),
  };
}

interface KeptFor {
  readonly org: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly quirks: ServerQuirks;
}

/** What asks a Chef server is loaded by those who have one: a start is short. */
async function openKeeper(
  { data, drawKeyPair, chefServer }: ReferenceServerOptions,
  { org, ...around }: KeptFor,
): Promise<Keeper> {
  if (chefServer === undefined) {
    return ownKeeper({
      store: around.store,
      quirks: around.quirks,
      org,
      ...(data !== undefined && { data }),
      ...(drawKeyPair !== undefined && { drawKeyPair }),
    });
  }
  const { chefServerKeeper } = await import('./access/chef/chef-server-keeper.ts');
  return chefServerKeeper({ ...around, address: chefServer });
}

/** Waits for the end of what may fail, and is heard of elsewhere. */
async function settled(promise: Promise<unknown>): Promise<void> {
  await Promise.allSettled([promise]);
}
