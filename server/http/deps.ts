import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Access, ManagedAccess } from '../access/access.ts';
import type { Bounds } from '../bounds.ts';
import type { Diagnosis } from '../broker/diagnosis/diagnosis.ts';
import type { ConfigIssuer } from '../broker/entry/config-issuer.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Metrics } from '../metrics.ts';
import type { Nodes } from '../node/nodes.ts';
import type { ServerQuirks } from '../quirks/choose-quirks.ts';
import type { ServerTimings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { TlsPair } from '../tls/tls-pair.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { Watching } from '../watching.ts';
import type { FeedRights } from './event-stream/feed-rights.ts';
import type { Validation } from './validation.ts';

/** What the REST interface is built on. */
export interface HttpDeps {
  readonly access: Access;
  /** Where organisations, principals and groups are ours: they are asked about and changed over REST as well. */
  readonly managed?: ManagedAccess;
  readonly jobs: Jobs;
  readonly nodes: Pick<Nodes, 'state' | 'count'>;
  readonly store: Pick<Store, 'nodes' | 'health'>;
  readonly issuer: ConfigIssuer;
  readonly diagnosis: Diagnosis;
  /** The nodes of an organisation that are connected without encryption; undefined where none is taken so beside others. */
  readonly unencryptedNodes?: (org: string) => readonly string[];
  readonly feedRights: FeedRights;
  readonly dialect: Dialect;
  /** Policies are chosen by it when routes are made, never asked for in a request. */
  readonly quirks: ServerQuirks;
  readonly clock: Clock;
  readonly timings: ServerTimings;
  readonly metrics: Metrics;
  readonly bounds: Bounds;
  readonly validation: Validation;
  readonly log: Logger;
  /** UUID of this life of the server. */
  readonly incarnationId: string;
  /** Is followed over REST. */
  readonly tracing: Tracing;
  /** Undefined where nobody can watch. */
  readonly watching?: Watching;
  /** It speaks https by this certificate; http where there is none. */
  readonly tls?: TlsPair;
}

/** What every REST interface of ours needs, whatever it offers. */
export type AppDeps = Pick<
  HttpDeps,
  | 'bounds'
  | 'clock'
  | 'dialect'
  | 'log'
  | 'metrics'
  | 'quirks'
  | 'timings'
  | 'tls'
  | 'validation'
  | 'watching'
>;
