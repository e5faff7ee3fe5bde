import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FEATURES_ROOT } from './load-features.ts';

/** Titles of the documentation's sections by the keys that `@doc:KEY` names. */
export async function loadSections(root = FEATURES_ROOT): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(root, 'features/sections.json'), 'utf8');
  return JSON.parse(text) as Record<string, string>;
}
