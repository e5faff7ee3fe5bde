import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import test from 'node:test';
import { PROJECT_ROOT, readPage, sectionsOf } from './page.ts';

/** `protocol §4`, with what is quoted from the section behind it: `protocol §5, "Down detection"`. */
const CITATION = /protocol(?:\.md)? §(\d+)(?:, ["`]([^"`\n]+)["`])?/g;
const CITING = /\.(?:ts|feature|md)$/;
/** Folders that are not in the repository, wherever they stand. */
const NOT_OURS: readonly string[] = [
  'node_modules',
  'dist',
  'output',
  '.git',
  '.push-harness',
  '.push-harness-chef',
];

const reference = new Map(
  sectionsOf(readPage('docs/protocol.md')).flatMap(({ title, text }) => {
    const number = /^§(\d+) /.exec(title)?.[1];
    return number === undefined ? [] : [[number, `${title}\n${text}`] as const];
  }),
);

interface Citation {
  readonly file: string;
  readonly section: string;
  readonly quoted: string | undefined;
}

function citations(): readonly Citation[] {
  return filesIn(PROJECT_ROOT)
    .filter((file) => CITING.test(file))
    .flatMap((file) =>
      Array.from(readFileSync(file, 'utf8').matchAll(CITATION), ([, section = '', quoted]) => ({
        file: relative(PROJECT_ROOT, file),
        section,
        quoted,
      })),
    );
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.includes(entry.name) ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

test('every section of the wire reference that a comment cites is there, with what is quoted of it', () => {
  const cited = citations();
  // so many there are at least: a pattern that finds none would hold nothing
  assert.ok(cited.length > 300, `${cited.length} citations`);
  const wrong = cited.filter(({ section, quoted }) => {
    const text = reference.get(section);
    return text === undefined || (quoted !== undefined && !text.includes(quoted));
  });
  assert.deepEqual(wrong, []);
});

test('the sections are numbered from 1 without a gap', () => {
  assert.deepEqual(
    [...reference.keys()],
    Array.from({ length: reference.size }, (_, index) => String(index + 1)),
  );
});
