import { WriteQueue } from '../../sqlite/write-queue.ts';
import { associationTable } from './associations.ts';
import { clientTable } from './clients.ts';
import { lockDatabase, prepareDatabase, storeErrorOf } from './database-file.ts';
import { groupTable } from './groups.ts';
import { jobTable } from './jobs.ts';
import { keyTable } from './keys.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { nodeTable } from './nodes.ts';
import { organisationTable } from './organisations.ts';
import { outputTable } from './outputs.ts';
import { principalView } from './principals.ts';
import type { Store, StoreOptions } from './store.ts';
import { userTable } from './users.ts';

/**
 * Opens the store, making and migrating the database where needed. The file is this process's own until it
 * is closed.
 *
 * @throws StoreError for a file that is no database, is another program's, is of a newer version, is in use
 *   or cannot be read and written.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file } = options;
  const connection = await lockDatabase(file);
  try {
    const version = await schemaVersion(connection, file);
    await prepareDatabase(connection, file);
    await migrate(connection, version);
  } catch (error) {
    await connection.close();
    throw storeErrorOf(file, error);
  }
  const queue = new WriteQueue(connection, {
    onError: options.onError ?? ((error) => process.emitWarning(error)),
    onCommit: options.onCommit ?? (() => {}),
  });
  return {
    organisations: organisationTable(queue),
    users: userTable(queue),
    associations: associationTable(queue),
    clients: clientTable(queue),
    principals: principalView(queue),
    groups: groupTable(queue),
    jobs: jobTable(queue),
    outputs: outputTable(queue),
    nodes: nodeTable(queue),
    keys: keyTable(queue),
    flushed: () => queue.flushed(),
    close: async () => {
      await queue.close();
      await connection.close();
    },
  };
}
