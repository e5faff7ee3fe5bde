import { type Clock, systemClock } from '../../protocol/time/clock.ts';
import { associationTable } from './associations.ts';
import { assertSound } from './check/checks.ts';
import { leaveMark, removeMark } from './check/last-end.ts';
import { walk } from './check/walk.ts';
import { clientTable } from './clients.ts';
import { lockDatabase, prepareDatabase, storeErrorOf } from './database-file.ts';
import { DatabasePlace } from './database-place.ts';
import { groupTable } from './groups.ts';
import { jobTable } from './jobs.ts';
import { keyTable } from './keys.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { nodeTable } from './nodes.ts';
import { organisationTable } from './organisations.ts';
import { outputTable } from './outputs.ts';
import { principalView } from './principals.ts';
import { reserveLog } from './reserve.ts';
import { assertRoom } from './room.ts';
import { sessionTable } from './sessions.ts';
import { type Held, WriteQueue } from './sqlite/write-queue.ts';
import type { Store, StoreOptions } from './store.ts';
import type { Trouble } from './trouble.ts';
import { userTable } from './users.ts';
import { WatchedStorage, type WatchedStorageOptions } from './watched-storage.ts';

/** The longest that a start after an unclean end looks for damage. */
const CHECK_MS = 200;

const WATCH_DEFAULTS: Omit<WatchedStorageOptions, 'file' | 'place'> = {
  clock: systemClock,
  maxHeldBytes: 64 * 1024 * 1024,
  onTrouble: () => {},
  onRecovery: () => {},
  onDropped: () => {},
};

/**
 * Opens the store, making and migrating the database where needed. The file is this process's own until it
 * is closed.
 *
 * @throws StoreError for a file that is no database, is another program's, is of a newer version, is in use
 *   or cannot be read and written.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file, reserveBytes = 0, checkMs = CHECK_MS } = options;
  const { clock } = { ...WATCH_DEFAULTS, ...options };
  const { connection, end } = await lockDatabase(file, options.connect);
  let isWhole = end.isClean;
  const startMs = clock.monotonic();
  const checked = () =>
    options.onCheck?.({ isTorn: end.isTorn, isWhole, durationMs: clock.monotonic() - startMs });
  try {
    const version = await schemaVersion(connection, file);
    await assertRoom(file);
    // one whose first start found no room has no tables yet, and nothing in it that could be damaged
    if (version === 0) isWhole = true;
    if (!isWhole) {
      isWhole = await assertSound(connection, file, checkMs);
      checked();
    }
    if (file !== ':memory:') await removeMark(file);
    await prepareDatabase(connection, file);
    await migrate(connection, version);
  } catch (error) {
    await connection.close();
    throw storeErrorOf(file, error);
  }
  const place = file === ':memory:' ? undefined : await DatabasePlace.of(file);
  const storage = new WatchedStorage({ ...WATCH_DEFAULTS, ...options, place });
  const queue = new WriteQueue(connection, {
    onError: options.onError ?? ((error) => process.emitWarning(error)),
    onCommit: options.onCommit ?? (() => {}),
    storage,
  });
  storage.watch(() => queue.tryLater());
  const reserve = file === ':memory:' ? undefined : reserveLog(file, reserveBytes);
  const closing = new AbortController();
  const walking = isWhole
    ? Promise.resolve(true)
    : readAll(queue, clock, closing.signal).then((isRead) => {
        isWhole = isRead;
        if (isRead) checked();
        return isRead;
      });
  let lost: Held | undefined;
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
    health: {
      get trouble() {
        return storage.trouble;
      },
      get held() {
        return lost ?? queue.held;
      },
    },
    sessions: sessionTable(queue),
    flushed: () => queue.flushed(),
    close: async () => {
      closing.abort();
      storage.stop();
      const isRead = await walking;
      lost = await queue.close();
      await reserve?.stop();
      const isLeftWell = isRead && isSound(storage.trouble) && (await place?.isThere()) === true;
      await connection.close();
      if (isLeftWell) await leaveMark(file);
    },
  };
}

/** Whether every row could be read before the store was closed. What cannot be read is trouble that the storage has noted. */
async function readAll(queue: WriteQueue, clock: Clock, signal: AbortSignal): Promise<boolean> {
  try {
    return await walk({ read: (perform) => queue.read(perform), clock, signal });
  } catch {
    return false;
  }
}

/** Whether a database is whole although there may be trouble with its disk. */
function isSound(trouble: Trouble | undefined): boolean {
  return trouble === undefined || trouble.kind === 'full' || trouble.kind === 'unwritable';
}
