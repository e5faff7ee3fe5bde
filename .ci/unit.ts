import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Runs the unit tests of all folders in one process: a process a file costs four times as long in start-up as the tests
 * take, and what a test leaves open keeps this one from ending.
 */
const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const FOLDERS = [
  'conform',
  'protocol',
  'sqlite',
  'journal',
  'server',
  'simulator',
  'cli',
  'library',
  'conform-client',
  'steps',
  'reports',
  'bench',
];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(ROOT, folder, name)),
).sort();

for (const file of files) await import(pathToFileURL(file).href);
