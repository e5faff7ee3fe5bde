import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readSettings } from './read-settings.ts';
import { fields } from './schema.ts';
import { schemaCheck } from './schema-check.ts';

const check = schemaCheck(
  fields('a pond', { depth: { type: 'number', description: 'a number of metres' }, name: {} }, ['depth']),
);

const read = (source: string) =>
  readSettings<{ readonly depth: number }>(source, {
    file: 'pond.yaml',
    check,
    suggest: (word) => (word === 'dept' ? 'depth' : undefined),
  });

const refused: Readonly<Record<string, readonly [source: string, message: string]>> = {
  'a problem a line, with its key': [
    'name: Dagobah\ndept: 3\n',
    'pond.yaml:1 depth is missing: give a number of metres.\npond.yaml:2 dept is not known: did you mean depth?',
  ],
  'the fourth problem and those after it are counted': [
    'depth: 1\na: 1\nb: 1\nc: 1\nd: 1\n',
    [
      'pond.yaml:2 a is not known: there are depth, name.',
      'pond.yaml:3 b is not known: there are depth, name.',
      'pond.yaml:4 c is not known: there are depth, name.',
      '(1 more.)',
    ].join('\n'),
  ],
  'an empty file': ['# later\n', 'pond.yaml:1 the file is empty: give a pond.'],
  'two documents': ['depth: 1\n---\ndepth: 2\n', 'pond.yaml:2 begins a second document: remove it.'],
};

for (const [what, [source, message]] of Object.entries(refused)) {
  test(what, () => {
    assert.throws(() => read(source), { name: 'SettingsFileError', message });
  });
}

test('what no schema can tell is refused by whoever knows', () => {
  const { content, refuse } = read('name: Dagobah\ndepth: 3\n');
  assert.equal(content.depth, 3);
  refuse([]);
  assert.throws(() => refuse([{ path: ['depth'], text: 'is 3: dig' }]), {
    message: 'pond.yaml:2 depth is 3: dig.',
  });
});

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = [
  'attack',
  'bench',
  'cli',
  'conformance',
  'explain',
  'library',
  'reports',
  'server',
  'simulator',
  'steps',
];

test('nothing else that is installed reads YAML', () => {
  const readers = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => /from 'yaml'/.test(readFileSync(join(ROOT, name), 'utf8')));
  assert.deepEqual(readers, []);
});
