import type { Logger } from 'pino';
import type { DialectName } from '../protocol/dialect-name.ts';
import type { ServerQuirkName } from '../protocol/quirks/catalogue.ts';
import type { QuirkChoice } from '../protocol/quirks/quirk-choice.ts';
import type { Clock } from '../protocol/time/clock.ts';
import type { ChefServerAddress } from './access/chef/chef-server-address.ts';
import type { DrawKeyPair } from './access/key-pairs-ahead.ts';
import type { ServerTimings } from './settings.ts';
import type { openStore } from './store/open-store.ts';
import type { TlsChoice } from './tls/tls-choice.ts';
import type { TraceFollower } from './trace/tracing.ts';
import type { ServerWatcher } from './watcher.ts';

/** What a server is to be. */
export interface ReferenceServerOptions {
  /** Address to listen at; anything but this machine alone has to be asked for. Default: 127.0.0.1. */
  readonly host?: string;
  /** Of the REST interface; as the other ports, 0 (the default) takes a free one. */
  readonly port?: number;
  readonly heartbeatPort?: number;
  readonly commandPort?: number;
  /** Name or address, IPv6 with or without brackets, that nodes are told to connect to. Default: the one listened at. */
  readonly advertise?: string;
  /** REST over https: by a certificate that the server makes (`self`), or by this one with its key, PEM. Default: http. */
  readonly tls?: TlsChoice;
  /** Folder for everything that is kept, made where it does not exist. Default: nothing is kept. */
  readonly data?: string;
  readonly dialect?: DialectName;
  readonly timings?: Partial<ServerTimings>;
  /** Whether commands are encrypted. Default: yes. */
  readonly curve?: boolean;
  /**
   * Takes nodes that bring no CURVE key beside those that do, at ports of their own. Their commands can be read on the way.
   * Default: no.
   */
  readonly allowUnencrypted?: boolean;
  /** For those nodes. */
  readonly unencryptedHeartbeatPort?: number;
  readonly unencryptedCommandPort?: number;
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
  /** Is told all that passes the server's doors, decoded. Default: nobody is. */
  readonly trace?: TraceFollower;
  /** Default: nobody looks on. */
  readonly watcher?: ServerWatcher;
}
