import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Access } from '../access/access.ts';
import type { ConfigIssuer } from '../broker/config-issuer.ts';
import type { Diagnosis } from '../broker/diagnosis.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Metrics } from '../metrics.ts';
import type { Nodes } from '../node/nodes.ts';
import type { ServerTimings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { ServerWatcher } from '../watcher.ts';

/** What the REST interface is built on. */
export interface HttpDeps {
  readonly access: Access;
  readonly jobs: Jobs;
  readonly nodes: Pick<Nodes, 'state' | 'count'>;
  readonly store: Pick<Store, 'nodes'>;
  readonly issuer: ConfigIssuer;
  readonly diagnosis: Diagnosis;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly timings: Pick<ServerTimings, 'keepAliveMs' | 'maxReaderBufferBytes'>;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** UUID of this life of the server. */
  readonly incarnationId: string;
  readonly watcher?: ServerWatcher;
}
