import type { ServerReach } from '../../protocol/client/server-reach.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import { serverQuirks } from '../../protocol/quirks/quirk-set.ts';
import type { Capability } from '../scenarios/capabilities.ts';
import { CAPABILITIES } from '../scenarios/capabilities.ts';
import type { Role, RoleName, TargetFile, TargetServer } from './target-file.ts';
import { SHIPPED_TIMINGS, type TargetTimings } from './timings.ts';

/** The environment variable that names the file of the target: a target's own, or what a run has made of it. */
export const TARGET_VARIABLE = 'PUSH_HARNESS_TARGET';

/**
 * A target about which nothing is left to be found out. It is plain data: the process that asks for a run writes it as JSON,
 * and each process that runs scenarios makes its `Target` of it, which has connections and so cannot be written.
 */
export interface ResolvedTarget {
  readonly name: string;
  readonly description?: string;
  readonly dialect: DialectName;
  readonly server: TargetServer;
  /** Where it answers; every process has a server of its own where there is none. */
  readonly url?: string;
  readonly reach?: ServerReach;
  /** The process that it runs in, where the run has started it. */
  readonly serverPid?: number;
  readonly organisation: string;
  readonly roles: Readonly<Partial<Record<RoleName, Role>>>;
  /** The same for a server that a scenario has to itself, whose `{data}` is another folder. */
  readonly ownRoles: Readonly<Partial<Record<RoleName, Role>>>;
  readonly nodeKeys?: string;
  /** Why no node can use the configuration that it gives: one sentence without a full stop. Scenarios with nodes are not judged. */
  readonly nodesFault?: string;
  readonly timings: TargetTimings;
  readonly capabilities: readonly Capability[];
  /** Names of the quirks that it may have. */
  readonly acceptedQuirks: readonly string[];
  readonly hooks: TargetFile['hooks'];
  /** Where they run. */
  readonly hooksFolder?: string;
  /** Bytes that are read of one answer, and of one event of a feed; a usual number where this is left out. */
  readonly maxAnswerBytes?: number;
  /** A part of all names that the run makes, and of no other. */
  readonly runId: string;
  /** No step waits longer than this. */
  readonly patienceMs?: number;
  /** A file with the key pairs of the principals that scenarios make, in JSON; without it each process draws its own. */
  readonly keysFile?: string;
  /**
   * The quirks of the server in process by the id of a scenario, in place of those of `server`: for the test that judges
   * servers of many kinds in one run.
   */
  readonly quirksByScenario?: Readonly<Record<string, readonly ServerQuirkName[]>>;
  /** A file that is there while hooks restart the target. */
  readonly restartFile?: string;
  /** It is gone when it has answered nobody for this long; a usual time where this is left out. */
  readonly goneAfterMs?: number;
  /** Scenarios that begin once this file is there are skipped. */
  readonly stopFile?: string;
}

/** Whoever has the shipped server's dialect may have its quirks as well, where the target does not say. */
const QUIRKS_BY_DIALECT = { documented: 'none', 'pushy-server': 'shipped' } as const;

/** Every capability there is: what our own server has. */
export const ALL_CAPABILITIES = Object.keys(CAPABILITIES) as readonly Capability[];

/** What is known of a target without asking it. The dialect has to be. */
export function resolvedOffline(file: TargetFile, dialect: DialectName, runId: string): ResolvedTarget {
  const { name, description, server, organisation, roles, nodeKeys, hooks, hooksFolder, maxAnswerBytes } =
    file;
  return {
    name,
    ...(description !== undefined && { description }),
    dialect,
    server,
    organisation,
    roles,
    ownRoles: roles,
    ...(nodeKeys !== undefined && { nodeKeys }),
    timings: { ...SHIPPED_TIMINGS, ...file.timings },
    capabilities: file.capabilities ?? (server.kind === 'in-process' ? ALL_CAPABILITIES : []),
    acceptedQuirks: [...serverQuirks(file.quirks ?? QUIRKS_BY_DIALECT[dialect])],
    hooks,
    ...(hooksFolder !== undefined && { hooksFolder }),
    ...(maxAnswerBytes !== undefined && { maxAnswerBytes }),
    runId,
  };
}
