import type { RequestGuard } from '../../protocol/client/rest-client-options.ts';
import type { RefusalCounts } from './refusal-counts.ts';

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

/** What a scenario asks of its scope. */
export interface ScopeOptions {
  /** An organisation that nobody else uses. */
  readonly ownOrganisation: boolean;
}
