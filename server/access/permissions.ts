import type { Directory } from './directory.ts';
import type { Principal } from './principal.ts';

export const ADMINS = 'admins';

export type Action = 'read' | 'write' | 'administer';

interface Rule {
  /** Its members may, where this group exists. */
  readonly group: string;
  /** Where it does not: every principal of the organisation, or the members of this other group. */
  readonly otherwise: 'everybody' | { readonly group: string };
}

/** Who may do what. Source: protocol §1, permissions. */
const RULES: Readonly<Record<Action, Rule>> = {
  read: { group: 'pushy_job_readers', otherwise: 'everybody' },
  write: { group: 'pushy_job_writers', otherwise: { group: ADMINS } },
  administer: { group: ADMINS, otherwise: { group: ADMINS } },
};

/**
 * Whether the principal may do that in an organisation with these groups, being in those of `memberOf`
 * (directly or through other groups). A superuser may everything, a stranger to the organisation nothing.
 */
export function isPermitted(
  action: Action,
  principal: Principal,
  groupNames: ReadonlySet<string>,
  memberOf: ReadonlySet<string>,
): boolean {
  if (principal.superuser) return true;
  if (!principal.associated) return false;
  const { group, otherwise } = RULES[action];
  if (groupNames.has(group)) return memberOf.has(group);
  return otherwise === 'everybody' || memberOf.has(otherwise.group);
}

export interface Permissions {
  /** May make every GET request. */
  mayRead(org: string, principal: Principal): Promise<boolean>;
  /** May start a job. */
  mayWrite(org: string, principal: Principal): Promise<boolean>;
  /** May change principals and groups. */
  isAdmin(org: string, principal: Principal): Promise<boolean>;
}

export function createPermissions(directory: Directory): Permissions {
  const may = async (action: Action, org: string, principal: Principal) => {
    const [groupNames, memberOf] = await Promise.all([
      directory.groupNames(org),
      directory.groupsOf(org, principal.kind, principal.name),
    ]);
    return isPermitted(action, principal, groupNames, memberOf);
  };
  return {
    mayRead: (org, principal) => may('read', org, principal),
    mayWrite: (org, principal) => may('write', org, principal),
    isAdmin: (org, principal) => may('administer', org, principal),
  };
}
