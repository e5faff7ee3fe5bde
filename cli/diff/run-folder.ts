import { join } from 'node:path';

/** Where a run at a target leaves what it has, by what the target is called beside the others. @param round from 1 */
export function runFolder(out: string, label: string, round: number): string {
  return join(out, `${label.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '')}-${round}`);
}
