import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'jsonc-parser';
import { MAY_IMPORT } from './testing/layers.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const FOLDERS = Object.keys(MAY_IMPORT);

/** Folders whose files nobody installs. */
const STAY_HERE: readonly string[] = ['attack', 'bench', 'docs'];

/** Sources in no folder of the list: what CI starts, examples that are tests of whoever copies them. */
const OUTSIDE = /^(\.ci|examples)\//;

const read = (name: string): { readonly include: readonly string[] } =>
  parse(readFileSync(join(ROOT, name), 'utf8'));

test('the compiler reads every folder of the list', () => {
  const named = read('tsconfig.json').include.filter((name) => !OUTSIDE.test(`${name}/`));
  assert.deepEqual(named.toSorted(), FOLDERS.toSorted());
});

test('what is installed comes from the same folders', () => {
  const named = read('tsconfig.build.json').include.map((name) => name.split('/')[0] ?? '');
  assert.deepEqual(named.toSorted(), FOLDERS.filter((name) => !STAY_HERE.includes(name)).toSorted());
});

test('no source and no test is in a folder that is not in the list', {
  skip: !existsSync(join(ROOT, '.git')),
}, () => {
  const tracked = execFileSync('git', ['ls-files', '*.ts'], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  const files = tracked.filter((name) => name !== '' && !OUTSIDE.test(name));
  assert.ok(files.length > 1_000, `git names ${files.length} files`);
  const strangers = files.filter((name) => !FOLDERS.includes(name.split('/')[0] ?? ''));
  assert.deepEqual(
    strangers,
    [],
    `name the folder in cli/testing/layers.ts: ${FOLDERS.join(', ')} are there`,
  );
});
