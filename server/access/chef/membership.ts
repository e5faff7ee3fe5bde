import type { StoredGroupMembers } from '../../store/store.ts';
import { AccessUnavailable } from '../access-unavailable.ts';
import type { Membership } from '../permissions.ts';
import type { Principal } from '../principal.ts';

/** Each of them is a question. No Chef server that people use has so many groups in one. */
const MAX_GROUPS = 1_000;

/**
 * Whether the principal is in the group, directly or through groups in it, each of which is asked for once, so that
 * circles end. The nearest come first, and none is asked for after the principal was found.
 *
 * @param ask gives a group's direct members, undefined where there is no such group
 * @throws AccessUnavailable where there are too many groups, and what `ask` throws
 */
export async function isMember(
  group: string,
  { kind, name }: Principal,
  ask: (group: string) => Promise<StoredGroupMembers | undefined>,
): Promise<Membership> {
  const asked = new Set([group]);
  // grows while it is gone through
  for (const each of asked) {
    const members = await ask(each);
    if (members === undefined) {
      if (each === group) return 'no_such_group';
      continue;
    }
    if (members[kind === 'user' ? 'users' : 'clients'].includes(name)) return 'member';
    for (const inner of members.groups) asked.add(inner);
    if (asked.size > MAX_GROUPS) {
      throw new AccessUnavailable(
        'group',
        'too_many_groups',
        `${group} holds more than ${MAX_GROUPS} groups`,
      );
    }
  }
  return 'not_a_member';
}
