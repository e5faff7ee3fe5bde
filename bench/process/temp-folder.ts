import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one benchmark's data, on the disk where temporary files go. */
export function newTempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'push-harness-bench-'));
}

export function removeTempFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
