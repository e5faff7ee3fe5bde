import {
  associateUser,
  createOrganisation,
  createUser,
  group,
  saveGroup,
} from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { anyKeyPair } from './key-pairs.ts';
import type { TargetCredentials } from './scenario-scope.ts';

/** Names that one scenario of one run gives. */
export interface ScenarioNames {
  nodeName(label: string): string;
  userName(label: string): string;
  readonly organisation: string;
}

let scenarios = 0;

/**
 * The names of the next scenario: with the run, the process and a number in them, so that none is given twice. Cucumber's
 * number of a process will not do: a run begins processes anew for scenarios that it runs again.
 */
export function nextNames(runId: string): ScenarioNames {
  scenarios += 1;
  const suffix = `${runId}-${process.pid.toString(36)}-${scenarios}`;
  const name = (label: string): string => `${label}-${suffix}`;
  return { nodeName: name, userName: name, organisation: name('org') };
}

/** Makes an organisation with an admin of its own, in the name of the superuser. */
export async function makeOrganisation(
  superuser: RestClient,
  names: ScenarioNames,
): Promise<{ readonly org: string; readonly admin: TargetCredentials }> {
  const { publicKey, privateKey } = anyKeyPair(0);
  const admin = { name: names.userName('admin'), privateKey };
  const org = names.organisation;
  const inside = superuser.as({ org });
  await Promise.all([
    createUser(superuser, { name: admin.name, publicKey }),
    createOrganisation(superuser, org),
  ]);
  await associateUser(inside, admin.name);
  const admins = (await group(inside, 'admins')) ?? { users: [], clients: [], groups: [] };
  await saveGroup(inside, 'admins', { ...admins, users: [...admins.users, admin.name] });
  await superuser.close();
  return { org, admin };
}
