import assert from 'node:assert/strict';
import test from 'node:test';
import { readYaml } from './yaml-file.ts';

test('YAML and JSON are read', () => {
  for (const source of [
    'a: &x [1, { b: c }]\nd: *x\n',
    '{ "a": [1, { "b": "c" }], "d": [1, { "b": "c" }] }',
  ]) {
    const yaml = readYaml(source, 'f');
    assert.ok(typeof yaml !== 'string', String(yaml));
    assert.deepEqual(yaml.content, { a: [1, { b: 'c' }], d: [1, { b: 'c' }] });
  }
});

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'])
  bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);

/** Lists in lists around something. */
const around = (inside: string) => `${'['.repeat(60)}${inside}${']'.repeat(60)}`;

const EXCESSES: Readonly<Record<string, readonly [source: string, fault: RegExp]>> = {
  'lists without an end': ['['.repeat(200_000), /^f is nested more than 100 levels deep: make it flatter$/],
  'lists in lists': [`${'['.repeat(101)}${']'.repeat(101)}`, /^f is nested more than 100 levels/],
  'lists in lists, block by block': [`${'- '.repeat(100_000)}a`, /^f is nested more than 100 levels/],
  'mappings in mappings': [
    `${'{a: '.repeat(3_000)}1${'}'.repeat(3_000)}`,
    /^f is nested more than 100 levels/,
  ],
  'an anchor in itself': [
    'a: &a [*a]',
    /^f is nested more than 100 levels deep: .*, and let no anchor stand in itself$/,
  ],
  'a document in itself': ['&a { b: *a }', /let no anchor stand in itself$/],
  'a document that its anchors make deep': [
    `a: &a ${around('1')}\nb: ${around('*a')}`,
    /^f is nested more than 100 levels/,
  ],
  'anchors that stand for anchors': [bomb.join('\n'), /^f has anchors that stand for too much: write out/],
  'anchors used without number': [
    `a: &a 1\nb: [${Array(2_000).fill('*a').join(', ')}]`,
    /^f uses anchors more than 1000 times: write out/,
  ],
  'a mapping of very many': [
    Array.from({ length: 30_000 }, (_, index) => `a${index}: 1`).join('\n'),
    /^f has a mapping of more than 5000 entries: divide it$/,
  ],
  'a mapping of very many on one line': [
    `{ ${Array.from({ length: 30_000 }, (_, index) => `a${index}: 1`).join(', ')} }`,
    /^f has a mapping of more than 5000 entries: divide it$/,
  ],
};

for (const [what, [source, fault]] of Object.entries(EXCESSES)) {
  test(`${what}: told, not read`, () => {
    const said = readYaml(source, 'f');
    assert.equal(typeof said, 'string');
    assert.match(String(said), fault);
  });
}

test('a mapping takes over what it merges, and says more or otherwise', () => {
  const yaml = readYaml('x: &x { a: 1, b: 2 }\ny: { <<: *x, b: 3 }\n', 'f');
  assert.ok(typeof yaml !== 'string', String(yaml));
  assert.deepEqual(yaml.content, { x: { a: 1, b: 2 }, y: { a: 1, b: 3 } });
});

test('a long list is no excess', () => {
  const yaml = readYaml(`a: [${Array(20_000).fill('1').join(', ')}]`, 'f');
  assert.ok(typeof yaml !== 'string', String(yaml));
});

test('what the library would warn of goes to nobody', (context) => {
  const warn = context.mock.method(process, 'emitWarning', () => undefined);
  readYaml('? [secret, key]\n: !unknown 1\n', 'f');
  assert.equal(warn.mock.callCount(), 0);
});
