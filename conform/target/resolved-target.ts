import type { Capability } from '../scenarios/capabilities.ts';
import { CAPABILITIES } from '../scenarios/capabilities.ts';
import type { DialectName, Role, RoleName, TargetFile, TargetServer } from './target-file.ts';
import { SHIPPED_TIMINGS, type TargetTimings } from './timings.ts';

/** The environment variable that names the file of the target: a target's own, or what a run has made of it. */
export const TARGET_VARIABLE = 'PUSH_HARNESS_TARGET';

/** A target about which nothing is left to be found out: what the processes that run scenarios are told. */
export interface ResolvedTarget {
  readonly name: string;
  readonly description?: string;
  readonly dialect: DialectName;
  readonly server: TargetServer;
  /** Where it answers; every process has a server of its own where there is none. */
  readonly url?: string;
  readonly organisation: string;
  readonly roles: Readonly<Partial<Record<RoleName, Role>>>;
  /** The same for a server that a scenario has to itself, whose `{data}` is another folder. */
  readonly ownRoles: Readonly<Partial<Record<RoleName, Role>>>;
  readonly nodeKeys?: string;
  readonly timings: TargetTimings;
  readonly capabilities: readonly Capability[];
  readonly hooks: TargetFile['hooks'];
  /** A part of all names that the run makes, and of no other. */
  readonly runId: string;
  /** No step waits longer than this. */
  readonly patienceMs?: number;
  /** A file with the key pairs of the principals that scenarios make, in JSON; without it each process draws its own. */
  readonly keysFile?: string;
  /** Scenarios that begin once this file is there are skipped. */
  readonly stopFile?: string;
}

/** Every capability there is: what our own server has. */
export const ALL_CAPABILITIES = Object.keys(CAPABILITIES) as readonly Capability[];

/** What is known of a target without asking it. The dialect has to be. */
export function resolvedOffline(file: TargetFile, dialect: DialectName, runId: string): ResolvedTarget {
  const { name, description, server, organisation, roles, nodeKeys, hooks } = file;
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
    hooks,
    runId,
  };
}
