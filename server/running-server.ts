import type { DialectName } from '../protocol/dialect-name.ts';
import type { ManagedAccess } from './access/access.ts';
import type { FirstKeys } from './access/first-keys.ts';
import type { Wire } from './broker/wire.ts';
import type { Jobs } from './job/jobs.ts';
import type { Nodes } from './node/nodes.ts';
import type { ServerQuirks } from './quirks/choose-quirks.ts';
import type { Store } from './store/store.ts';
import type { TlsPair } from './tls/tls-pair.ts';
import type { Tracing } from './trace/tracing.ts';

/** A server that serves. Where a Chef server has its principals, there are no keys. */
export interface RunningServer extends FirstKeys {
  readonly url: string;
  /** By which it speaks https, PEM: clients have to trust it. Undefined over http. */
  readonly certificate: string | undefined;
  /** Where one that it has made is kept; undefined where nothing is, or it was given. */
  readonly certificateFile: string | undefined;
  /** Has those who connect from now on shown another certificate. @throws StartError for a pair that is none, and then nothing changes */
  useCertificate(pair: TlsPair): void;
  /** `tcp://HOST:PORT` as nodes are told, as the next. */
  readonly heartbeatAddress: string;
  readonly commandAddress: string;
  /** The same for nodes without encryption; undefined where none is taken beside those that encrypt. */
  readonly unencrypted?: { readonly heartbeatAddress: string; readonly commandAddress: string };
  readonly dialect: DialectName;
  /** Those that it has. */
  readonly quirks: ServerQuirks;
  readonly org: string;
  readonly incarnationId: string;
  readonly store: Store;
  /** Throws where a Chef server keeps them. */
  readonly access: ManagedAccess;
  readonly jobs: Jobs;
  readonly nodes: Nodes;
  readonly wire: Wire;
  /** To be told what passes its doors, decoded, for a while. */
  readonly tracing: Pick<Tracing, 'follow'>;
  /** Every counter, as `NAME.LABEL`. */
  counters(): Readonly<Record<string, number>>;
  /** Stops in order and resolves when everything is stored; calling it again waits for the same. */
  stop(): Promise<void>;
}
