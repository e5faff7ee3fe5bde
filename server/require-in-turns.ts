import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isAbsolute } from 'node:path';
import type { EndTurn } from './ahead.ts';

/** What a CommonJS file requires by a name that stands in it. */
const REQUIRED = /\brequire\(\s*["']([^"']+)["']\s*\)/g;

/**
 * Loads a CommonJS package a file a turn, what a file requires before the file itself, so that others are served in between.
 * `require` loads all of them in one turn, which is a good while for a package of a hundred files.
 *
 * @param from path or URL of the file that requires it
 * @throws where there is no such package
 */
export async function requireInTurns(name: string, from: string, endTurn: EndTurn): Promise<void> {
  const require = createRequire(from);
  await load(require.resolve(name), require, new Set(), endTurn);
}

/** False where there is to be no other turn. */
async function load(
  file: string,
  require: NodeJS.Require,
  seen: Set<string>,
  endTurn: EndTurn,
): Promise<boolean> {
  // a name alone is a module of node's own, which is there
  if (!isAbsolute(file) || seen.has(file)) return true;
  seen.add(file);
  if (file.endsWith('.js')) {
    const ofFile = createRequire(file);
    for (const required of requiredIn(await readFile(file, 'utf8'))) {
      const path = found(ofFile, required);
      if (path !== undefined && !(await load(path, require, seen, endTurn))) return false;
    }
  }
  require(file);
  return await endTurn();
}

function requiredIn(source: string): readonly string[] {
  return Array.from(source.matchAll(REQUIRED), ([, name = '']) => name);
}

/** Undefined for what is not there, which a file may try for, or only speak of. */
function found(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
