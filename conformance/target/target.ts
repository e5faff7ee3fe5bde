import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { RequestGuard } from '../../protocol/client/rest-client-options.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { EventLog } from '../../protocol/time/event-log.ts';
import type { ServerTimings } from '../../server/settings.ts';
import type { FailingDisk } from '../../server/store/testing/failing-disk.ts';
import type { Capability } from '../scenarios/capabilities.ts';
import type { ProcessSetting } from '../target-file/target-file.ts';
import type { TargetTimings } from '../target-file/timings.ts';
import type { Network } from './network.ts';
import type { RefusalCounts } from './refusal-counts.ts';

export type { TargetTimings } from '../target-file/timings.ts';

/** A line of a server's log: its text, and what it is about. */
export interface LogLine {
  readonly text: string;
  /** It tells of a bug or a failure of the server's own. */
  readonly isError: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A name with the private key that it signs with. */
export interface TargetCredentials {
  readonly name: string;
  readonly privateKey: string;
}

/**
 * What one scenario has of a server: an organisation of its own, or a part of one that has names of its own, so that
 * scenarios share a server and never meet. `admin` may do everything in it.
 */
export interface ScenarioScope {
  readonly org: string;
  readonly admin: TargetCredentials;
  /** Signs as the superuser; manages organisations and users. */
  readonly superuser: TargetCredentials;
  /** Users that are there already, for scenarios that only need one; others are made. */
  readonly lent: Readonly<Partial<Record<'reader' | 'outsider', TargetCredentials>>>;
  /** The name of a node in this scope. */
  nodeName(label: string): string;
  /** The name of a user in this scope; users belong to the whole server. */
  userName(label: string): string;
  /** A node that the server knows already; undefined where nodes are registered. */
  lendNode(label: string): TargetCredentials | undefined;
  /** The server is to forget the nodes again. */
  readonly forgetsNodes: boolean;
  /** Resolves when the server has all of these nodes available. */
  untilAvailable(nodes: readonly string[], patienceMs: number): Promise<void>;
  /** What came over the sockets and was refused since this scope was opened; nothing where it cannot be known. */
  refusals(): Promise<RefusalCounts>;
  /** Holds that requests of the scenario change nothing of somebody else; undefined where all of the server is its own. */
  readonly guard: RequestGuard | undefined;
  close(): Promise<void>;
}

/** What is special about a server that a scenario has to itself. */
export interface OwnServerOptions {
  readonly settings?: readonly ProcessSetting[];
  readonly timings?: Partial<ServerTimings>;
  /** It can be killed. */
  readonly inItsOwnProcess?: boolean;
  /** Its disk can be made to take nothing. */
  readonly canFillUp?: boolean;
}

export interface ScopeOptions {
  /** An organisation that nobody else uses. */
  readonly ownOrganisation: boolean;
}

/** The server under test, behind one interface whether it runs in this process or elsewhere. */
export interface Target {
  readonly name: string;
  readonly dialect: DialectName;
  /** Names of the quirks that it may have. */
  readonly acceptedQuirks: readonly string[];
  readonly serverUrl: string;
  readonly timings: TargetTimings;
  readonly capabilities: readonly Capability[];
  /** Why no node can use the configuration that it gives; undefined where nodes can. */
  readonly nodesFault: string | undefined;
  /** No step waits longer than this. */
  readonly patienceMs: number | undefined;
  /** The process that it runs in, where it is one of this machine and not this one. */
  serverPid(): number | undefined;
  openScope(options: ScopeOptions): Promise<ScenarioScope>;
  /** A server like this one that nobody else uses, which keeps its data and can be restarted. */
  startOwn(options: OwnServerOptions): Promise<Target>;
  /** Warnings and errors that the server logs; undefined where its log cannot be read. */
  readonly log: EventLog<LogLine> | undefined;
  client(org: string, who: TargetCredentials): RestClient;
  /** The network between nodes and server, where it is one that can be made to fail. */
  readonly network: Network | undefined;
  /** Its disk, where it is one that can be made to fail. */
  readonly disk?: FailingDisk;
  /**
   * Stops the server and starts it again on what it has kept, with other timings where they are given.
   * @param whileAway what is waited for in between
   */
  restart(timings?: Partial<TargetTimings>, whileAway?: () => Promise<void>): Promise<void>;
  /** Ends the server without a chance to tidy up, and starts it again on what it has kept. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}
