import type { PrincipalKind } from '../../protocol/principal-kind.ts';
import type { JobPage, JobRecord, JobStatus, JobSummary } from '../job/job-record.ts';
import type { NodesAndStandings } from '../job/nodes-in-job.ts';
import type { AfterRestart } from '../job/restart.ts';
import type { Connection } from './sqlite/connection.ts';
import type { Kept } from './sqlite/write-queue.ts';
import type { StoreHealth } from './trouble.ts';
import type { WatchedStorageOptions } from './watched-storage.ts';

export interface StoreOptions extends Partial<Omit<WatchedStorageOptions, 'file' | 'place'>> {
  /** Path of the database, made with mode 0600 where it does not exist; or `:memory:`. */
  readonly file: string;
  /** Opens the connection. Default: one to the file. */
  readonly connect?: (file: string) => Promise<Connection>;
  /** The longest that a start looks for damage, in milliseconds; the rest is read while it is in use. Default: 200. */
  readonly checkMs?: number;
  /** Told where the last end was none, when it was looked for damage and none was found; again when the rest was read. */
  readonly onCheck?: (check: StartCheck) => void;
  /** Room on the disk that is taken beforehand, for the ends of jobs when there is no other. Default: none. */
  readonly reserveBytes?: number;
  /** Told of every write-behind change that could not be stored. Default: a process warning. */
  readonly onError?: (error: Error) => void;
  /** Told of every committed batch of writes: how many statements' worth, how long from BEGIN to COMMIT. */
  readonly onCommit?: (commit: { readonly writes: number; readonly durationMs: number }) => void;
}

/** What was found after an end that was none, such as a kill. */
export interface StartCheck {
  /** The last transaction could not be read, as after a power cut, and is left out. */
  readonly isTorn: boolean;
  /** Whether all was looked at; if not, every row is read while the store is in use. */
  readonly isWhole: boolean;
  /** Since the start. */
  readonly durationMs: number;
}

export interface Organisation {
  readonly name: string;
  readonly fullName: string;
  /** 32 lower-case hex digits; the ids of the organisation's jobs begin with its last 12. */
  readonly id: string;
}

/** A user is known to the whole server and may be associated with any number of organisations. */
export interface User {
  readonly name: string;
  /** SPKI PEM. */
  readonly publicKey: string;
  /** Manages every organisation. */
  readonly superuser: boolean;
  readonly displayName: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly email: string;
}

/** A client belongs to one organisation. A node's client has the node's name. */
export interface Client {
  readonly org: string;
  readonly name: string;
  /** SPKI PEM. */
  readonly publicKey: string;
  /** Chef's mark of the client that registers others; it grants nothing here. */
  readonly validator: boolean;
}

/** The direct members of a group, each list sorted by name. */
export interface StoredGroupMembers {
  readonly users: readonly string[];
  readonly clients: readonly string[];
  readonly groups: readonly string[];
}

export interface Group extends StoredGroupMembers {
  readonly name: string;
}

export interface OrganisationTable {
  /**
   * Stores the organisation, the association of its founders and its groups in one transaction.
   * Resolves to false, storing nothing, where the name or the id is taken.
   */
  insert(
    organisation: Organisation,
    founding?: { readonly users?: readonly string[]; readonly groups?: readonly Group[] },
  ): Promise<boolean>;
  get(name: string): Promise<Organisation | undefined>;
  /** Sorted by name. */
  list(): Promise<readonly Organisation[]>;
  /** Takes everything of the organisation with it: clients, groups, jobs, outputs, nodes. False: unknown. */
  delete(name: string): Promise<boolean>;
}

export interface UserTable {
  /** False: the name is taken. */
  insert(user: User): Promise<boolean>;
  get(name: string): Promise<User | undefined>;
  /** Names, sorted. */
  list(): Promise<readonly string[]>;
  /** Takes associations and memberships with it. False: unknown. */
  delete(name: string): Promise<boolean>;
}

/** Which users belong to which organisations. */
export interface AssociationTable {
  /** Associates and joins the groups (where they exist), in one transaction. False: associated already. */
  insert(org: string, user: string, groups: readonly string[]): Promise<boolean>;
  /** Names of the associated users, sorted. */
  list(org: string): Promise<readonly string[]>;
  /** Dissociates and leaves the groups, in one transaction; other memberships stay. False: was not associated. */
  delete(org: string, user: string, groups: readonly string[]): Promise<boolean>;
}

/** A principal as a request names it: the same name may be a user's and a client's at once. */
export interface StoredPrincipal {
  readonly kind: PrincipalKind;
  readonly name: string;
  /** SPKI PEM. */
  readonly publicKey: string;
  readonly superuser: boolean;
  /** Whether a user is associated with the organisation; a client always belongs to its own. */
  readonly associated: boolean;
}

/** Users and clients as one, to be read only. */
export interface PrincipalView {
  /** Every principal of that name which the organisation may meet: a user of any organisation, a client of this one. */
  find(org: string, name: string): Promise<readonly StoredPrincipal[]>;
}

export interface ClientTable {
  /** Stores the client and joins the groups (where they exist), in one transaction. False: the name is taken. */
  insert(client: Client, groups: readonly string[]): Promise<boolean>;
  get(org: string, name: string): Promise<Client | undefined>;
  /** Names, sorted. */
  list(org: string): Promise<readonly string[]>;
  saveKey(org: string, name: string, publicKey: string): Promise<boolean>;
  /** Takes memberships with it. False: unknown. */
  delete(org: string, name: string): Promise<boolean>;
}

export interface GroupTable {
  /** An empty group. False: the name is taken. */
  insert(org: string, name: string): Promise<boolean>;
  get(org: string, name: string): Promise<Group | undefined>;
  /** Names, sorted. */
  list(org: string): Promise<readonly string[]>;
  /**
   * Puts these in the place of all members, in one transaction, and resolves to those that do not exist
   * (users on the server, clients and groups in the organisation); where there is one, nothing is changed.
   * Undefined: no such group.
   */
  saveMembers(
    org: string,
    name: string,
    members: StoredGroupMembers,
  ): Promise<StoredGroupMembers | undefined>;
  delete(org: string, name: string): Promise<boolean>;
  /** Names of all groups that hold the principal, directly or through groups in groups. */
  containing(org: string, kind: PrincipalKind, name: string): Promise<readonly string[]>;
}

export interface JobTable {
  /** Durable when it resolves. Rejects for an unknown organisation and for an id that is taken. */
  insert(job: JobRecord): Promise<void>;
  /**
   * Durable when it resolves as `stored`, with every earlier write but outputs that wait for room. Never lost: `held` where
   * there is no room, which is then told by `flushed`.
   */
  saveStatus(id: string, status: JobStatus, updatedAtMs: number): Promise<Kept>;
  /** Write-behind; stored no later than any later write. What is not a list is gone through then, and is not to change. */
  saveNodes(id: string, changes: NodesAndStandings): void;
  /** Only within its own organisation. */
  get(org: string, id: string): Promise<JobRecord | undefined>;
  /** The name of the organisation that a job belongs to. */
  organisationOf(id: string): Promise<string | undefined>;
  /**
   * Oldest first. `request.nodes` is empty, and `request.file`, where one was given, is the empty string:
   * files are read by `get` alone. Default of `page`: all.
   */
  list(org: string, page?: JobPage): Promise<readonly JobSummary[]>;
  /** Oldest first, or as the page says. */
  ids(org: string, page?: JobPage): Promise<readonly string[]>;
  /**
   * The rule for start-up: unfinished jobs become `crashed`, and their nodes what the table says.
   * Resolves to the number of jobs. Source: protocol §6.
   */
  crashUnfinished(nowMs: number, nodes: AfterRestart): Promise<number>;
}

export interface OutputTable {
  /** Write-behind, stored as UTF-8 byte for byte; of two saves the first stays. Source: protocol §10, `first-output-wins`. */
  save(jobId: string, node: string, output: { readonly stdout: string; readonly stderr: string }): void;
  get(jobId: string, node: string): Promise<{ readonly stdout: Buffer; readonly stderr: Buffer } | undefined>;
}

export interface StoredNode {
  readonly name: string;
  readonly status: 'up' | 'down';
  /** When the status last changed. */
  readonly updatedAtMs: number;
}

export interface NodeTable {
  /** Write-behind; of several changes of one node only the last is written. */
  saveStatus(org: string, node: string, status: 'up' | 'down', updatedAtMs: number): void;
  get(org: string, node: string): Promise<StoredNode | undefined>;
  /** Every node ever seen, sorted by name. */
  list(org: string): Promise<readonly StoredNode[]>;
  /** For start-up: nobody is heartbeating yet. Resolves to the number of nodes that were up. */
  markAllDown(nowMs: number): Promise<number>;
}

/** What a node was given with its configuration, without the keys, which come from it. */
export interface StoredSession {
  readonly org: string;
  readonly node: string;
  /** Fingerprint of the key that the node's client had. */
  readonly clientKey: string;
  readonly id: string;
  readonly issuedAtMs: number;
  /** Timestamp of the latest request for a configuration that the node has signed; 0: none is known. */
  readonly signedUntilMs: number;
}

/** With the key that the node's client has now (SPKI PEM), where there is such a client. */
export interface KeptSession extends StoredSession {
  readonly publicKey: string | undefined;
}

export interface SessionTable {
  /** Write-behind; one a node: the one before is replaced. */
  save(session: StoredSession): void;
  /** Write-behind. */
  delete(org: string, node: string): void;
  /** The one issued longest ago first. */
  list(): Promise<readonly KeptSession[]>;
  /** Drops those issued before that time; resolves to their number. */
  deleteIssuedBefore(timeMs: number): Promise<number>;
}

/** A CURVE key that may connect again after a restart. */
export interface AdmittedKey {
  /** Z85, 40 characters. */
  readonly curvePublicKey: string;
  readonly org: string;
  readonly node: string;
  readonly admittedAtMs: number;
  /** Id of the session that it belongs to. */
  readonly session: string;
}

export interface KeyTable {
  /** Write-behind; a key that is there already is replaced. */
  save(key: AdmittedKey): void;
  list(): Promise<readonly AdmittedKey[]>;
  /** Write-behind. */
  delete(curvePublicKey: string): void;
  /** Drops the keys admitted before that time; resolves to their number. */
  deleteAdmittedBefore(timeMs: number): Promise<number>;
}

/**
 * Everything the server keeps, in one SQLite database.
 *
 * A promise of a write resolves when the write is on disk, and rejects with `CannotStore` while there is trouble with the
 * disk. Methods that return nothing write behind: they never wait and never fail; while there is trouble their changes are
 * held, outputs as far as `maxHeldBytes` allows, and what is given up is told to `onError`. Writes are stored in the order
 * in which they were asked for, and a read sees every write asked for before it, held or stored.
 */
export interface Store {
  readonly organisations: OrganisationTable;
  readonly users: UserTable;
  readonly associations: AssociationTable;
  readonly clients: ClientTable;
  readonly principals: PrincipalView;
  readonly groups: GroupTable;
  readonly jobs: JobTable;
  readonly outputs: OutputTable;
  readonly nodes: NodeTable;
  readonly keys: KeyTable;
  readonly sessions: SessionTable;
  readonly health: StoreHealth;
  /** Resolves when every earlier write is on disk. */
  flushed(): Promise<void>;
  /** Stores what is still queued, then lets go of the file. Calls after it are refused. */
  close(): Promise<void>;
}
