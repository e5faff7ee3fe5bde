import { cp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isFolder } from '../../../files/make-folder.ts';
import { makePrivateFolder } from '../../private-file.ts';
import { StartError } from '../../start-error.ts';
import { tablesOf } from '../check/table-shape.ts';
import { isInUse, storeErrorOf } from '../database-file.ts';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Migration } from '../migrations/migration.ts';
import { connect } from '../sqlite/connection.ts';
import { StoreError } from '../store-error.ts';
import { restoreOrganisations } from './restore-organisations.ts';
import { restoreFirstUsers } from './restore-users.ts';
import { type SavedTable, saveTable, withoutOrphans } from './save-table.ts';
import { openDamaged } from './take-schema.ts';
import { makeWorkingCopy } from './working-copy.ts';

export interface Salvage {
  readonly tables: readonly SavedTable[];
  /** Organisations whose own row is lost, and that were made again for what belongs to them. */
  readonly organisations: readonly string[];
  /** Of the users of a first start those that are lost, and that were made again by the keys in the data folder. */
  readonly users: readonly string[];
}

/**
 * Saves what can be read of a damaged database: makes a new data folder, with a new database and copies of all other files. The
 * old folder is not changed. For as long as it takes there is a copy of the old database in the new folder.
 *
 * @throws StartError for a folder that is not empty, a database that is in use or not there, and a disk that is full
 */
export async function salvage(file: string, folder: string): Promise<Salvage> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new StoreError(file, 'is not there: name the data folder of a server.');
  if (await isInUse(file)) throw new StoreError(file, 'is in use by another process: stop the server first.');
  await makeNewFolder(folder);
  const [copy, template] = [join(folder, 'damaged-copy'), join(folder, 'template')];
  const target = join(folder, basename(file));
  try {
    const { version } = await makeWorkingCopy(file, copy);
    const result = await save({ copy, template, target, data: dirname(file) }, migrationsTo(version));
    await copyOthers(dirname(file), folder, basename(file));
    return result;
  } catch (error) {
    throw storeErrorOf(target, error);
  } finally {
    for (const each of [copy, template]) await rm(each, { force: true });
  }
}

/** Those that made a database of this version; all where the version is none. */
function migrationsTo(version: number): readonly Migration[] {
  return version >= 1 && version <= MIGRATIONS.length ? MIGRATIONS.slice(0, version) : MIGRATIONS;
}

interface Paths {
  /** Of the damaged database. */
  readonly copy: string;
  /** Where a new one may be made. */
  readonly template: string;
  /** What is saved. */
  readonly target: string;
  /** The old data folder. */
  readonly data: string;
}

async function save(
  { copy, template, target, data }: Paths,
  migrations: readonly Migration[],
): Promise<Salvage> {
  await writeFile(target, '', { mode: 0o600 });
  const saved = await connect(target);
  try {
    // whoever is interrupted begins anew: the disk is waited for once, at the end
    await saved.script('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
    await migrate(saved, 0, migrations);
    const shapes = await tablesOf(saved);
    const damaged = await openDamaged(copy, shapes, migrations, template);
    try {
      const tables: SavedTable[] = [];
      for (const shape of shapes) tables.push(await saveTable(damaged, saved, shape));
      const organisations = await restoreOrganisations(damaged, saved);
      // one that is not there was not deleted, where rows of users are lost
      const losesUsers = tables.some(({ name, gaps }) => name === 'users' && gaps > 0);
      const users = losesUsers ? await restoreFirstUsers(data, saved, organisations) : [];
      return { tables: await withoutOrphans(saved, tables), organisations, users };
    } finally {
      await damaged.close();
    }
  } finally {
    await saved.close();
    await syncFile(target);
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makeNewFolder(folder: string): Promise<void> {
  const isNew = !isFolder(folder);
  if (isNew) await makePrivateFolder(folder);
  if (isNew || (await readdir(folder)).length === 0) return;
  throw new StartError(`Folder ${folder} is not empty: name one that is not there yet.`);
}

/** Keys and whatever else is beside the database. */
async function copyOthers(from: string, to: string, database: string): Promise<void> {
  for (const name of await readdir(from)) {
    const isOther = !name.startsWith(database) && join(from, name) !== to;
    if (isOther) await cp(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true });
  }
}
