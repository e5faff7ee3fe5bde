import { watch } from 'node:fs';
import { join, sep } from 'node:path';
import { systemClock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';

/** What scenarios are made of. What a run writes is in none of them. */
const WATCHED = ['conformance', 'features', 'files', 'protocol', 'server', 'simulator', 'steps'] as const;

/** An editor writes a file in several steps, and a branch many files. */
const SETTLED_MS = 300;

/** Resolves with the name of a source that has changed below the project's root, a moment later: others change with it. */
export async function untilChange(root: string): Promise<string> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const name = await Promise.race(WATCHED.map((folder) => changeIn(root, folder, signal)));
    await pause(systemClock, SETTLED_MS);
    return name;
  } finally {
    over.abort();
  }
}

/** Resolves with the first file that changes in a folder. @throws the system's error where it cannot be watched */
function changeIn(root: string, folder: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const watcher = watch(join(root, folder), { recursive: true, signal }, (_, name) =>
      resolve(`${folder}/${name?.split(sep).join('/') ?? ''}`),
    );
    watcher.once('error', reject);
  });
}
