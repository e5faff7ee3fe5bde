import type { TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import type { DialectName } from '../../../protocol/dialect-name.ts';
import type { SigningVersion } from '../../../protocol/signing/scheme.ts';
import { signRequest } from '../../../protocol/signing/sign-request.ts';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { createAccess, type ManagedAccess } from '../../access/access.ts';
import { Ahead } from '../../ahead.ts';
import { Bounds } from '../../bounds.ts';
import { DIALECTS } from '../../dialects/dialects.ts';
import type { JobMessageType } from '../../job/job-input.ts';
import type { Jobs } from '../../job/jobs.ts';
import { LiveJobs } from '../../job/live-jobs.ts';
import { Metrics } from '../../metrics.ts';
import { healthMetrics, storeMetrics } from '../../observability.ts';
import { NO_QUIRKS, type ServerQuirks } from '../../quirks/choose-quirks.ts';
import { guardPolicy } from '../../quirks/guard-policy.ts';
import { DEFAULT_TIMINGS, type ServerTimings } from '../../settings.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { FailingDisk } from '../../store/testing/failing-disk.ts';
import { Tracing } from '../../trace/tracing.ts';
import { Watching } from '../../watching.ts';
import { buildHttp } from '../build-http.ts';
import { feedRights } from '../event-stream/feed-rights.ts';
import { requestRules } from '../guard-policy.ts';
import { Validation } from '../validation.ts';
import { FakeDiagnosis, FakeIssuer, SilentNodes } from './fakes.ts';
import { KEY, type TestKey } from './keys.ts';

export const PUSHY = '/organizations/dev/pushy';
export const INCARNATION_ID = '4b0e1f0c-5a52-4f4b-9d56-0c1a4a6f5e11';

export interface FixtureOptions {
  readonly dialect?: DialectName;
  readonly quirks?: ServerQuirks;
  readonly timings?: Partial<ServerTimings>;
  readonly curveEnabled?: boolean;
  readonly takesUnencrypted?: boolean;
  /** Default: one that takes everything. */
  readonly disk?: FailingDisk;
}

/** How a request differs from an ordinary one: signed by `admin` with version 1.3, with no body. */
export interface AskOptions {
  readonly as?: string;
  readonly key?: TestKey;
  readonly version?: SigningVersion;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly rawBody?: string | Buffer;
  /** Replace those of the request; `undefined` takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** What is signed, where it is not what is sent. */
  readonly signedPath?: string;
  readonly timestampMs?: number;
  readonly signsPathAsSent?: boolean;
}

export type Ask = (method: string, path: string, options?: AskOptions) => Promise<LightMyRequestResponse>;

export interface HttpFixture {
  readonly app: FastifyInstance;
  readonly ask: Ask;
  /** The headers of an ordinary signed request. */
  readonly headersOf: (
    method: string,
    path: string,
    options?: AskOptions,
  ) => Record<string, string | undefined>;
  readonly access: ManagedAccess;
  readonly jobs: Jobs;
  readonly store: Store;
  readonly nodes: SilentNodes;
  readonly issuer: FakeIssuer;
  readonly diagnosis: FakeDiagnosis;
  readonly clock: SimulatedClock;
  readonly metrics: Metrics;
  /** Lines of the log. */
  readonly logged: readonly string[];
  /** Starts a job as `admin` and gives its id. */
  readonly startJob: (body: object) => Promise<string>;
  /** Messages as `web1 ack_commit`. */
  readonly say: (jobId: string, ...messages: readonly string[]) => void;
  /** Resolves when everything that is stored by now is stored, and what waits for it has happened. */
  readonly settled: () => Promise<void>;
  /** Resolves when the feeds have this many readers. */
  readonly untilReaders: (count: number) => Promise<void>;
}

/**
 * The REST interface over a store in memory and real jobs, on a simulated clock. There are the organisations `dev`, with
 * the admin `admin`, and `ops`, with the admin `olga`; the superuser `pivotal`; the client `web1` of `dev`.
 */
export async function httpFixture(t: TestContext, options: FixtureOptions = {}): Promise<HttpFixture> {
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const metrics = new Metrics();
  const { disk = new FailingDisk() } = options;
  const store = await openStore({ file: ':memory:', connect: disk.connect, ...storeMetrics(metrics, log) });
  healthMetrics(metrics, store.health);
  const access = createAccess({ store });
  const publicKey = KEY.publicKey;
  for (const name of ['admin', 'olga']) await access.users.create({ name, publicKey });
  await access.users.create({ name: 'pivotal', publicKey, superuser: true });
  await access.organisations.create({ name: 'dev', fullName: 'Development', admin: 'admin' });
  await access.organisations.create({ name: 'ops', admin: 'olga' });
  await access.clients.create('dev', { name: 'web1', publicKey });

  const clock = new SimulatedClock();
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const nodes = new SilentNodes();
  const issuer = new FakeIssuer(options.curveEnabled ?? true, options.takesUnencrypted ?? false);
  const diagnosis = new FakeDiagnosis();
  const jobs = new LiveJobs({
    nodes,
    store,
    clock,
    settings: timings,
    serverName: 'harness',
    log,
    onHalfOutput: () => undefined,
    onDroppedOutput: () => undefined,
  });
  const dialect = DIALECTS[options.dialect ?? 'documented'];
  const watching = new Watching();
  const quirks = options.quirks ?? NO_QUIRKS;
  const tracing = new Tracing({ watching, clock, log, rules: requestRules(guardPolicy(quirks)) });
  const app = await buildHttp({
    access,
    managed: access,
    jobs,
    nodes,
    store,
    issuer,
    diagnosis,
    feedRights: feedRights({ access, log, metrics }),
    dialect,
    quirks,
    tracing,
    watching,
    clock,
    timings,
    metrics,
    bounds: new Bounds({ clock, log, metrics, timings }),
    validation: new Validation(new Ahead(clock)),
    log,
    incarnationId: INCARNATION_ID,
  });
  t.after(async () => {
    await app.close();
    await jobs.stop();
    await store.close();
  });

  const headersOf: HttpFixture['headersOf'] = (method, path, asked = {}) => {
    const { as = 'admin', key = KEY, version = '1.3', headers = {} } = asked;
    const signed = signRequest({
      method,
      path: asked.signedPath ?? path,
      body: payloadOf(asked) ?? '',
      userId: as,
      timestampMs: asked.timestampMs ?? clock.now(),
      version,
      privateKey: key.privateKey,
      signsPathAsSent: asked.signsPathAsSent ?? false,
      serverApiVersion: headers['x-ops-server-api-version'] ?? '0',
    });
    const lowerCase = Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value] as const);
    const declared = asked.body === undefined ? {} : { 'content-type': 'application/json' };
    const all: Record<string, string | undefined> = {
      host: 'push.example.com:10003',
      ...Object.fromEntries(lowerCase),
      ...declared,
      ...headers,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  };
  const ask: Ask = (method, path, asked = {}) => {
    const payload = payloadOf(asked);
    return app.inject({
      method: method as NonNullable<InjectOptions['method']>,
      url: path,
      headers: headersOf(method, path, asked),
      ...(payload !== undefined && { payload }),
    });
  };
  return {
    app,
    ask,
    headersOf,
    access,
    jobs,
    store,
    nodes,
    issuer,
    diagnosis,
    clock,
    metrics,
    logged,
    async startJob(body) {
      const response = await ask('POST', `${PUSHY}/jobs`, { body });
      if (response.statusCode !== 201) throw new Error(`${response.statusCode} ${response.body}`);
      return String(response.json<{ uri: string }>().uri.split('/').at(-1));
    },
    say(jobId, ...messages) {
      for (const message of messages) {
        const [node = '', type] = message.split(' ');
        if (!jobs.nodeMessage('dev', node, jobId, type as JobMessageType))
          throw new Error(`not taken: ${message}`);
      }
    },
    async settled() {
      await nextTurn();
      await store.flushed();
      await nextTurn();
    },
    async untilReaders(count) {
      const wanted = new RegExp(`^push_harness_feed_readers ${count}$`, 'm');
      while (!wanted.test(await metrics.text())) await nextTurn();
    },
  };
}

function payloadOf({ body, rawBody }: AskOptions): string | Buffer | undefined {
  return rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
}
