import type { Capability } from '../scenarios/capabilities.ts';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import type { RoleName } from '../target-file/target-file.ts';

/** Capabilities that a target has by users whom its file names: one of these roles is enough, the first is asked for. */
const BY_ROLES: Readonly<Partial<Record<Capability, readonly RoleName[]>>> = {
  'chef-api': ['superuser'],
  organisations: ['superuser'],
  reader: ['reader', 'superuser'],
  outsider: ['outsider', 'superuser'],
};

/**
 * The role that would have to be given for a target to have what it lacks; undefined where it lacks something else as
 * well, which no user brings.
 */
export function lackingRole(
  missing: readonly string[],
  { server, roles }: Pick<ResolvedTarget, 'server' | 'roles'>,
): RoleName | undefined {
  if (server.kind === 'in-process') return undefined;
  const lacking = missing.map((name) => {
    const makers = Object.entries(BY_ROLES).find(([capability]) => capability === name)?.[1] ?? [];
    return makers.some((role) => roles[role] !== undefined) ? undefined : makers[0];
  });
  return lacking.includes(undefined) ? undefined : lacking[0];
}
