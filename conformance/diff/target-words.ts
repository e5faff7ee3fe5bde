import type { TargetFile } from '../target-file/target-file.ts';

/** What stands for the names of a target that every target has: its organisation, its users, its address. */
export function targetWords({ server, organisation, roles }: TargetFile): ReadonlyMap<string, string> {
  const url = server.kind === 'external' ? new URL(server.url) : undefined;
  return new Map([
    ...(url === undefined ? [] : [[url.host, '<address>'] as const]),
    [organisation, 'org'],
    // as a server that scenarios start calls them
    ...Object.entries(roles).map(
      ([role, { user }]) => [user, role === 'superuser' ? 'pivotal' : role] as const,
    ),
  ]);
}
