import { parse } from 'node:path';

/** What a file describes is called as the file, where it does not say: `our-fork` of `targets/our-fork.yaml`. */
export function nameOfFile(file: string): string {
  return parse(file).name || 'unnamed';
}
