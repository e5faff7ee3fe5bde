import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Those that are still there when the process ends before its time. */
const left = new Set<string>();
process.once('exit', () => {
  for (const folder of left) removeTempFolder(folder);
});

/** A folder for one benchmark's data, on the disk where temporary files go. */
export function newTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-bench-'));
  left.add(folder);
  return folder;
}

export function removeTempFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  left.delete(folder);
}
