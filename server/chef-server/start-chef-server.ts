import { type Logger, pino } from 'pino';
import { type Clock, systemClock } from '../../protocol/time/clock.ts';
import { createAccess, type ManagedAccess } from '../access/access.ts';
import { bootstrap } from '../access/bootstrap.ts';
import { type FirstKeys, firstKeys } from '../access/first-keys.ts';
import type { DrawKeyPair } from '../access/key-pairs-ahead.ts';
import { Ahead } from '../ahead.ts';
import { Bounds } from '../bounds.ts';
import type { Closers } from '../closers.ts';
import { databaseIn } from '../data-folder.ts';
import { DIALECTS } from '../dialects/dialects.ts';
import { buildChefHttp, buildPrincipalsHttp } from '../http/chef/build-chef-http.ts';
import { Validation } from '../http/validation.ts';
import { Metrics } from '../metrics.ts';
import { storeMetrics } from '../observability.ts';
import { listen } from '../places.ts';
import { NO_QUIRKS } from '../quirks/choose-quirks.ts';
import { DEFAULT_TIMINGS } from '../settings.ts';
import { startWhole } from '../start-whole.ts';
import { openStore } from '../store/open-store.ts';
import type { StoreHealth } from '../store/trouble.ts';
import { advertisedHost, assertFree, authority, bindableAddress, type TcpAddress } from '../tcp-address.ts';
import { certificateFor } from '../tls/certificate.ts';
import { namesOf } from '../tls/tls-choice.ts';
import { createFront } from './front.ts';
import { listenFront } from './listen-front.ts';

/** Where unsigned questions are answered: nobody else than this machine may ask them. */
const PRINCIPALS_HOST = '127.0.0.1';

export interface ChefServerOptions {
  /** Address to listen at; anything but this machine alone has to be asked for. Default: 127.0.0.1. */
  readonly host?: string;
  /** As the other ports, 0 (the default) takes a free one. */
  readonly httpPort?: number;
  readonly httpsPort?: number;
  /** Of unsigned questions about principals, on this machine alone. */
  readonly principalsPort?: number;
  /** Name or address, IPv6 with or without brackets, that others know it by. Default: the one listened at. */
  readonly advertise?: string;
  /** `http://HOST:PORT` of the push server to put behind the same address. Default: none. */
  readonly pushServer?: string;
  /** Folder for everything that is kept, made where it does not exist. Default: nothing is kept. */
  readonly data?: string;
  /** Organisation, made where it does not exist. Default: dev. */
  readonly org?: string;
  /** Where the keys of the first principals come from. Default: each is drawn when it is needed. */
  readonly drawKeyPair?: DrawKeyPair;
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
}

export interface RunningChefServer extends FirstKeys {
  /** What push clients, tools and a judge are given: `http://HOST:PORT`. */
  readonly url: string;
  /** The same encrypted. */
  readonly httpsUrl: string;
  /** Where a push server asks about principals, unsigned. */
  readonly principalsUrl: string;
  readonly org: string;
  /** PEM; clients of `httpsUrl` have to trust it. */
  readonly certificate: string;
  /** Where it is kept; undefined where nothing is. */
  readonly certificateFile: string | undefined;
  readonly access: ManagedAccess;
  readonly health: StoreHealth;
  /** Stops in order; calling it again waits for the same. */
  stop(): Promise<void>;
}

/**
 * Starts what a push server needs beside it: a Chef server, as far as it asks one, with a front that puts both behind
 * one address. Source: protocol §11.
 *
 * @throws StartError for what its user can mend, after taking back what had been started.
 */
export function startChefServer(options: ChefServerOptions = {}): Promise<RunningChefServer> {
  return startWhole(options.data, (closers) => start(options, closers));
}

async function start(options: ChefServerOptions, closers: Closers): Promise<RunningChefServer> {
  const { data, org = 'dev', pushServer, drawKeyPair } = options;
  const { clock = systemClock, logger: log = pino({ level: 'silent' }) } = options;
  const places = await freePlaces(options);
  const advertised = advertisedHost(options.advertise, places.http.host);

  const certificate = await certificateFor({
    names: namesOf({ host: places.http.host, advertised }),
    nowMs: clock.now(),
    ...(data !== undefined && { data }),
  });
  const metrics = new Metrics();
  const store = await openStore({ file: await databaseIn(data), clock, ...storeMetrics(metrics, log) });
  closers.add(() => store.close());
  const access = createAccess({ store });
  const principals = await bootstrap({
    access,
    org,
    ...(data !== undefined && { data }),
    ...(drawKeyPair !== undefined && { drawKeyPair }),
  });

  const ahead = new Ahead(clock);
  const validation = new Validation(ahead);
  const deps = (counted: Metrics) => ({
    access,
    clock,
    log,
    metrics: counted,
    bounds: new Bounds({ clock, log, metrics: counted, timings: DEFAULT_TIMINGS }),
    dialect: DIALECTS.documented,
    quirks: NO_QUIRKS,
    timings: DEFAULT_TIMINGS,
    validation,
  });
  const unsigned = await buildPrincipalsHttp(deps(new Metrics()));
  closers.add(() => unsigned.close());
  const chef = await buildChefHttp(deps(metrics));
  closers.add(() => chef.close());
  const front = createFront({
    chef: chef.routing,
    log,
    ...(pushServer !== undefined && { pushServer }),
  });

  const principalsPort = await listen(unsigned, places.principals);
  const at = { certificate, clock, closers };
  const httpPort = await listenFront(front, 'http', { ...at, place: places.http, deps: deps(new Metrics()) });
  const httpsPort = await listenFront(front, 'https', {
    ...at,
    place: places.https,
    deps: deps(new Metrics()),
  });
  closers.add(() => front.stop());
  closers.add(() => ahead.stop());
  ahead.start();

  const url = `http://${authority(advertised, httpPort)}`;
  const httpsUrl = `https://${authority(advertised, httpsPort)}`;
  const principalsUrl = `http://${authority(PRINCIPALS_HOST, principalsPort)}`;
  log.info({ url, httpsUrl, principalsUrl, pushServer }, 'Chef server is ready');
  return {
    url,
    httpsUrl,
    principalsUrl,
    org,
    certificate: certificate.certificate,
    certificateFile: certificate.file,
    access,
    health: store.health,
    ...firstKeys(principals),
    stop: () => closers.close(),
  };
}

async function freePlaces(asked: ChefServerOptions) {
  const host = await bindableAddress(asked.host ?? '127.0.0.1');
  const places = {
    http: { host, port: asked.httpPort ?? 0, what: 'http', option: '--http-port' },
    https: { host, port: asked.httpsPort ?? 0, what: 'https', option: '--https-port' },
    principals: {
      host: PRINCIPALS_HOST,
      port: asked.principalsPort ?? 0,
      what: 'questions about principals',
      option: '--principals-port',
    },
  } satisfies Record<string, TcpAddress>;
  for (const place of Object.values(places)) await assertFree(place);
  return places;
}
