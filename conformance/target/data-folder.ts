import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { anyKeyPair } from './key-pairs.ts';

/** Where a server of ours keeps its RSA keys. One that finds them there does not draw any, which takes it long. */
const KEY_FILES = ['server.pem', 'keys/admin.pem', 'keys/pivotal.pem'] as const;

/** A new folder for the data of one server, with RSA keys that are not new. */
export async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-'));
  for (const [index, name] of KEY_FILES.entries()) {
    const file = join(folder, name);
    makeFolder(dirname(file), 0o700);
    await writeFile(file, anyKeyPair(index).privateKey, { mode: 0o600 });
  }
  return folder;
}
