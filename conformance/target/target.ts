import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { EventLog } from '../../protocol/time/event-log.ts';
import type { ServerTimings } from '../../server/settings.ts';
import type { FailingDisk } from '../../server/store/testing/failing-disk.ts';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import type { ProcessSetting } from '../target-file/target-file.ts';
import type { TargetTimings } from '../target-file/timings.ts';
import type { Network } from './network.ts';
import type { ScenarioScope, ScopeOptions, TargetCredentials } from './scenario-scope.ts';
import type { LogLine } from './server-log.ts';

/** What is special about a server that a scenario has to itself. */
export interface OwnServerOptions {
  readonly settings?: readonly ProcessSetting[];
  readonly timings?: Partial<ServerTimings>;
  /** It can be killed. */
  readonly inItsOwnProcess?: boolean;
  /** Its disk can be made to take nothing. */
  readonly canFillUp?: boolean;
}

/**
 * The server under test as scenarios judge it: all that is known of it, and open, whether it runs in this process or
 * elsewhere. Other processes are told the `ResolvedTarget` that it begins with.
 */
export interface Target extends ResolvedTarget {
  readonly url: string;
  /** The process that it runs in now, where it is one of this machine and not this one. */
  currentPid(): number | undefined;
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
