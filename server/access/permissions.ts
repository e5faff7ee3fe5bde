import type { Principal } from './principal.ts';

export const ADMINS = 'admins';

export type Action = 'read' | 'write' | 'administer';

interface Rule {
  /** Its members may, where this group exists. */
  readonly group: string;
  /** Where it does not: every principal of the organisation, or the members of this other group. */
  readonly otherwise: 'everybody' | { readonly group: string };
  /** And the superuser, whether associated with the organisation or not. */
  readonly superuser?: true;
}

/** Who may do what. Source: protocol §1, permissions. */
const RULES: Readonly<Record<Action, Rule>> = {
  read: { group: 'pushy_job_readers', otherwise: 'everybody' },
  write: { group: 'pushy_job_writers', otherwise: { group: ADMINS } },
  administer: { group: ADMINS, otherwise: { group: ADMINS }, superuser: true },
};

/** Whether a principal is in a group, directly or through other groups. */
export type Membership = 'member' | 'not_a_member' | 'no_such_group';

/** Who is in which group, whoever keeps the groups. */
export interface Memberships {
  /** To be asked for known principals and organisations only. */
  membership(org: string, group: string, principal: Principal): Promise<Membership>;
}

/**
 * Whether the principal may do that, where `membershipIn` says whether he is in a group. Who is not associated with the
 * organisation may nothing, but that the superuser administers it. No group is asked about that does not decide.
 */
export async function isPermitted(
  action: Action,
  principal: Principal,
  membershipIn: (group: string) => Promise<Membership>,
): Promise<boolean> {
  const { group, otherwise, superuser } = RULES[action];
  if (superuser && principal.superuser) return true;
  if (!principal.associated) return false;
  const membership = await membershipIn(group);
  if (membership !== 'no_such_group') return membership === 'member';
  return otherwise === 'everybody' || (await membershipIn(otherwise.group)) === 'member';
}

export interface Permissions {
  /** May make every GET request. */
  mayRead(org: string, principal: Principal): Promise<boolean>;
  /** May start a job. */
  mayWrite(org: string, principal: Principal): Promise<boolean>;
  /** May change principals and groups. */
  isAdmin(org: string, principal: Principal): Promise<boolean>;
}

export function createPermissions(memberships: Memberships): Permissions {
  const may = (action: Action, org: string, principal: Principal) =>
    isPermitted(action, principal, (group) => memberships.membership(org, group, principal));
  return {
    mayRead: (org, principal) => may('read', org, principal),
    mayWrite: (org, principal) => may('write', org, principal),
    isAdmin: (org, principal) => may('administer', org, principal),
  };
}
