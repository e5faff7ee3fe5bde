import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { pino } from 'pino';
import { systemClock } from '../protocol/time/clock.ts';
import { firstKeys } from './access/first-keys.ts';
import { openKeeper } from './access/open-keeper.ts';
import { Ahead } from './ahead.ts';
import { Bounds } from './bounds.ts';
import { Broker } from './broker/broker.ts';
import type { BoundPorts } from './broker/broker-options.ts';
import { NodeDiagnosis } from './broker/diagnosis/node-diagnosis.ts';
import type { RoutedPeer } from './broker/routed-peer.ts';
import { loadServerKeys } from './broker/server-keys.ts';
import { tcpAddress } from './broker/tcp.ts';
import type { Closers } from './closers.ts';
import { databaseIn } from './data-folder.ts';
import { Descriptors } from './descriptors.ts';
import { DIALECTS } from './dialects/dialects.ts';
import { buildHttp } from './http/build-http.ts';
import { feedRights } from './http/event-stream/feed-rights.ts';
import { requestRules } from './http/guard-policy.ts';
import { Validation } from './http/validation.ts';
import { measureJobs } from './job/job-metrics.ts';
import { LiveJobs } from './job/live-jobs.ts';
import { Metrics } from './metrics.ts';
import { LiveNodes } from './node/live-nodes.ts';
import { healthMetrics, processMetrics, storeMetrics } from './observability.ts';
import { freePlaces, listen } from './places.ts';
import { chooseQuirks } from './quirks/choose-quirks.ts';
import { guardPolicy } from './quirks/guard-policy.ts';
import type { RunningServer } from './running-server.ts';
import type { ReferenceServerOptions } from './server-options.ts';
import { resolveTimings } from './settings.ts';
import { StartError } from './start-error.ts';
import { startWhole } from './start-whole.ts';
import { openStore } from './store/open-store.ts';
import { advertisedHost, authority } from './tcp-address.ts';
import { chosenCertificate } from './tls/tls-choice.ts';
import { checkedPair } from './tls/tls-pair.ts';
import { TlsServer } from './tls/tls-server.ts';
import { Tracing } from './trace/tracing.ts';
import { Watching } from './watching.ts';

/**
 * Starts a server and resolves when it serves; the only place that makes clock, sockets and database.
 *
 * @throws StartError for what its user can mend, after taking back what had been started.
 */
export function startReferenceServer(options: ReferenceServerOptions = {}): Promise<RunningServer> {
  return startWhole(options.data, (closers) => start(options, closers));
}

async function start(options: ReferenceServerOptions, closers: Closers): Promise<RunningServer> {
  const { data, dialect = 'documented', curve = true, freshKeys = false, org = 'dev' } = options;
  const { clock = systemClock, logger: log = pino({ level: 'silent' }) } = options;
  const { serverName = hostname(), watcher, openStore: open = openStore } = options;
  const watching = new Watching();
  if (watcher !== undefined) watching.add(watcher);
  const timings = resolveTimings(options.timings ?? {});
  if (!curve && options.allowUnencrypted === true) {
    throw new StartError(
      'A server without CURVE (--no-curve) takes every node unencrypted: leave out --allow-unencrypted, or --no-curve.',
    );
  }
  const places = await freePlaces(options);
  const advertised = advertisedHost(options.advertise, places.rest.host);
  const tls = await chosenCertificate(options.tls, {
    ...{ data, advertised, host: places.rest.host },
    nowMs: clock.now(),
  });
  const quirks = await chooseQuirks(options.quirks ?? 'none', {
    dialect,
    host: places.rest.host,
    log,
  });
  const tracing = new Tracing({ watching, clock, log, rules: requestRules(guardPolicy(quirks)) });
  if (options.trace !== undefined) tracing.follow(options.trace);

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
  const bounds = new Bounds({ clock, log, metrics, timings });
  const diagnosis = new NodeDiagnosis({
    clock,
    heartbeatIntervalMs: timings.heartbeatIntervalMs,
    rehabIntervalMs: timings.rehabIntervalMs,
    vitals: (org, node) => nodes.find(org, node),
    subscribesFrom: (address) => broker.subscribesFrom(address),
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
    onOneTooMany: (org, node) => bounds.met('lives', { org, node }, `${org}/${node}`),
  });
  metrics.gauge('nodes', 'Nodes that are heartbeating.', 'state', () => Object.entries(nodes.countByPhase()));

  const jobs = new LiveJobs({
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
    watching,
  });
  closers.add(() => broker.stop());
  keeper.access.listen(broker.accessListener);
  const bound = await broker.bind(places);
  const addressesAt = ({ heartbeat, command }: Pick<BoundPorts, 'heartbeat' | 'command'>) => ({
    heartbeatAddress: tcpAddress(advertised, heartbeat),
    commandAddress: tcpAddress(advertised, command),
  });
  const addresses = { host: advertised, ...addressesAt(bound) };
  const unencrypted = bound.unencrypted && addressesAt(bound.unencrypted);

  const rights = feedRights({ access: keeper.access, log, metrics });
  const http = await buildHttp({
    access: keeper.access,
    ...(keeper.managed !== undefined && { managed: keeper.managed }),
    jobs,
    nodes,
    store,
    issuer: broker.issuer(addresses, unencrypted && { host: advertised, ...unencrypted }),
    diagnosis,
    ...(unencrypted !== undefined && { unencryptedNodes: (org: string) => broker.unencryptedNodes(org) }),
    feedRights: rights,
    dialect: DIALECTS[dialect],
    quirks,
    clock,
    timings,
    metrics,
    bounds,
    validation: new Validation(ahead),
    log,
    incarnationId,
    tracing,
    watching,
    ...(tls !== undefined && { tls }),
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

  if (unencrypted !== undefined) log.warn(unencrypted, UNENCRYPTED_WARNING);
  const url = `${tls === undefined ? 'http' : 'https'}://${authority(advertised, port)}`;
  let certificate = tls?.certificate;
  log.info({ url, ...addresses, incarnation: incarnationId, dialect }, 'server is ready');
  return {
    url,
    get certificate() {
      return certificate;
    },
    useCertificate: (pair) => {
      if (!(http.server instanceof TlsServer)) throw new Error('a server of http shows no certificate');
      http.server.use(checkedPair(pair));
      certificate = pair.certificate;
    },
    certificateFile: tls?.file,
    heartbeatAddress: addresses.heartbeatAddress,
    commandAddress: addresses.commandAddress,
    ...(unencrypted !== undefined && { unencrypted }),
    dialect,
    quirks,
    org,
    incarnationId,
    ...firstKeys(principals),
    store,
    get access() {
      if (keeper.managed === undefined) throw new Error('a Chef server keeps the principals of this server');
      return keeper.managed;
    },
    jobs,
    nodes,
    wire: broker.wire,
    tracing,
    counters: () => metrics.counters(),
    stop: () => closers.close(),
  };
}

/** Written once, at the start. */
const UNENCRYPTED_WARNING =
  'nodes without encryption are accepted: anyone on the network path can read their commands, environments, files and output';

/** Waits for the end of what may fail, and is heard of elsewhere. */
async function settled(promise: Promise<unknown>): Promise<void> {
  await Promise.allSettled([promise]);
}
