import { homedir } from 'node:os';

/** A path whose `~` is the home folder, as shells have it: at its start, alone or before a slash. */
export function homePath(path: string): string {
  return path.replace(/^~(?=\/|$)/, homedir());
}
