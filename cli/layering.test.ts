import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { EXCEPTIONS, MAY_IMPORT } from './testing/layers.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"](\.[^'"]+)['"]|import\s*\(?\s*['"](\.[^'"]+)['"]/g;

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

/** The files of ours that a file imports, as paths from the project's root. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) =>
    relative(ROOT, resolve(ROOT, dirname(file), match[1] ?? match[2] ?? '')),
  );
}

function allowedFor(file: string, topFolder: string): readonly string[] {
  const exception = Object.entries(EXCEPTIONS).find(([prefix]) => file.startsWith(prefix));
  return [topFolder, ...(MAY_IMPORT[topFolder] ?? []), ...(exception?.[1] ?? [])];
}

for (const topFolder of Object.keys(MAY_IMPORT)) {
  test(`${topFolder}/ imports only the layers it may`, () => {
    const files = sourceFiles(topFolder);
    assert.ok(files.length > 0, `${topFolder}/ holds no source file: the check would hold nothing`);
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => {
          const layer = target.split('/')[0] ?? '';
          return target.includes('/') && !allowedFor(file, topFolder).includes(layer);
        })
        .map((target) => `${file} imports ${target}`),
    );
    assert.deepEqual(wrong, []);
  });
}

/** A way from a file back to itself over imports, those of types included; undefined where there is none. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const circle = walk(next, [...way, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = walk(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test('no file imports itself by way of others', () => {
  const files = Object.keys(MAY_IMPORT).flatMap(sourceFiles);
  assert.deepEqual(circleIn(new Map(files.map((file) => [file, importsOf(file)]))), undefined);
});

test('a circle of imports is found', () => {
  const imports = new Map([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', ['d']],
    ['d', ['b']],
  ]);
  assert.deepEqual(circleIn(imports), ['b', 'c', 'd', 'b']);
});
