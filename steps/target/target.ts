import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { EventLog } from '../world/event-log.ts';
import type { Network } from './network.ts';
import type { RefusalCounts } from './refusal-counts.ts';

export type DialectName = 'documented' | 'pushy-server';

/** What the scenarios' waits are made of, and what else they may set. Source: protocol §3 to §7. */
export interface TargetTimings {
  readonly heartbeatIntervalMs: number;
  readonly votingTimeoutMs: number;
  readonly rehabIntervalMs: number;
  readonly waitCompleteMs: number;
  readonly orgFeedExpirationMs: number;
  readonly keepAliveMs: number;
  readonly zapKeyLifeMs: number;
  readonly configLifetimeSeconds: number;
  /** Unsent bytes after which a feed's reader is cut off. */
  readonly maxReaderBufferBytes: number;
}

/** A line of a server's log: its text, and what it is about. */
export interface LogLine {
  readonly text: string;
  /** It tells of a bug or a failure of the server's own. */
  readonly isError: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A name with the private key that it signs with. */
export interface Credentials {
  readonly name: string;
  readonly privateKey: string;
}

/**
 * Where one scenario happens: an organisation of its own, so that scenarios share a server and never meet.
 * `admin` may do everything in it.
 */
export interface Place {
  readonly org: string;
  readonly admin: Credentials;
  /** Signs as the superuser; manages organisations and users. */
  readonly superuser: Credentials;
  /** The name of a node in this place. */
  nodeName(label: string): string;
  /** The name of a user in this place; users belong to the whole server. */
  userName(label: string): string;
  /** Resolves when the server has all of these nodes available. */
  untilAvailable(nodes: readonly string[], patienceMs: number): Promise<void>;
  /** What came over the sockets and was refused since this place was opened; nothing where it cannot be known. */
  refusals(): Promise<RefusalCounts>;
  close(): Promise<void>;
}

/** The server under test, behind one interface whether it runs in this process or elsewhere. */
export interface Target {
  readonly name: string;
  readonly dialect: DialectName;
  readonly serverUrl: string;
  readonly timings: TargetTimings;
  openPlace(): Promise<Place>;
  /** Warnings and errors that the server logs; undefined where its log cannot be read. */
  readonly log: EventLog<LogLine> | undefined;
  client(org: string, who: Credentials): RestClient;
  /** The network between nodes and server, where it is one that can be made to fail. */
  readonly network: Network | undefined;
  /** Stops the server and starts it again on what it has kept, with other timings where they are given. */
  restart(timings?: Partial<TargetTimings>): Promise<void>;
  /** Ends the server without a chance to tidy up, and starts it again on what it has kept. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}
