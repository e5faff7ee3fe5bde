import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { ambiguousNames, exportedNames } from './testing/exported-names.ts';
import { MAY_IMPORT } from './testing/layers.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Names that several files export on purpose, with the reason. */
const EXCEPTIONS: Readonly<Record<string, { readonly under: string; readonly why: string }>> = {
  migration: {
    under: 'server/store/migrations/',
    why: 'each file is one migration, and the index names them',
  },
};

const exported = Object.keys(MAY_IMPORT).flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .flatMap((file) => exportedNames(file, readFileSync(join(ROOT, file), 'utf8'))),
);
const ambiguous = ambiguousNames(exported);

test('an exported name has one meaning: one file declares it, fixtures of tests included', () => {
  assert.ok(exported.length > 2_000, `only ${exported.length} exported names were found`);
  const faults = [...ambiguous]
    .filter(([name, files]) => {
      const exception = EXCEPTIONS[name];
      return exception === undefined || !files.every((file) => file.startsWith(exception.under));
    })
    .map(([name, files]) => `${name}: ${files.join(', ')}`);
  assert.deepEqual(faults, [], 'rename all but the most general: say whose the others are');
});

test('every exception is still one', () => {
  const unneeded = Object.keys(EXCEPTIONS).filter((name) => !ambiguous.has(name));
  assert.deepEqual(unneeded, []);
});

test('every kind of declaration is found, and what is handed on is not', () => {
  const source = [
    'export interface Answer {}',
    'export type Place = string;',
    'export const STEPS = [];',
    'export abstract class Journal {}',
    'export async function send() {}',
    'export function* draw() {}',
    "export type { Candidate } from './candidate.ts';",
    "export { plan } from './plan.ts';",
    'interface Hidden {}',
    '  export const indented = 1;',
  ].join('\n');
  assert.deepEqual(
    exportedNames('a.ts', source).map(({ name }) => name),
    ['Answer', 'Place', 'STEPS', 'Journal', 'send', 'draw'],
  );
});

test('a name in two files is ambiguous, an overload in one is not', () => {
  const overloads = 'export function send(a: string): void;\nexport function send(a: number): void;';
  const exported = [
    ...exportedNames('b.ts', 'export type Answer = string;'),
    ...exportedNames('a.ts', `export type Answer = number;\n${overloads}`),
  ];
  assert.deepEqual([...ambiguousNames(exported)], [['Answer', ['a.ts', 'b.ts']]]);
});
