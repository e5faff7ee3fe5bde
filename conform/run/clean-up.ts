import { clients, deleteClient, deleteUser, organisations, users } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';

/**
 * Removes the clients, users and organisations that a run has made and not removed itself: those whose names hold its id.
 * Gives what could not be removed, with the reason.
 */
export async function cleanUp(
  admin: RestClient,
  superuser: RestClient | undefined,
  runId: string,
): Promise<readonly string[]> {
  const left: string[] = [];
  const removeAll = async (
    what: string,
    list: () => Promise<readonly string[]>,
    remove: (name: string) => Promise<unknown>,
  ): Promise<void> => {
    try {
      for (const name of (await list()).filter((each) => each.includes(runId))) await remove(name);
    } catch (error) {
      left.push(`${what} (${error instanceof Error ? error.message : String(error)})`);
    }
  };
  await removeAll(
    'clients',
    () => clients(admin),
    (name) => deleteClient(admin, name),
  );
  if (superuser !== undefined) {
    await removeAll(
      'organisations',
      () => organisations(superuser),
      (name) => superuser.request('DELETE', `/organizations/${encodeURIComponent(name)}`),
    );
    await removeAll(
      'users',
      () => users(superuser),
      (name) => deleteUser(superuser, name),
    );
  }
  return left;
}
