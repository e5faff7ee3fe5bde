import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MAY_IMPORT } from '../cli/testing/layers.ts';

/**
 * Runs the unit tests of all folders in one process: a process a file costs four times as long in start-up as the tests
 * take, and what a test leaves open keeps this one from ending.
 */
const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const FOLDERS = Object.keys(MAY_IMPORT);

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(ROOT, folder, name)),
).sort();

/** Several times as long as all tests take. The last one that unit.tap names is the one before that which hangs. */
const LIMIT_MINUTES = 45;

setTimeout(() => {
  process.stderr.write(`The unit tests have not ended after ${LIMIT_MINUTES} minutes.\n`);
  process.exit(1);
}, LIMIT_MINUTES * 60_000).unref();

for (const file of files) await import(pathToFileURL(file).href);
