import assert from 'node:assert/strict';
import test from 'node:test';
import { checkName } from './names.ts';

const GOOD = ['a', 'web-1.example.com', 'A_b-C.9', '...', '.hidden', 'x'.repeat(255)];
const BAD = ['', '.', '..', 'a b', 'a/b', 'ü', 'a\n', 'x'.repeat(256), 'a:b', "'", 'a\u0000'];

test('principals and groups are named with letters, digits, _, - and .', () => {
  for (const what of ['user', 'client', 'group'] as const) {
    for (const name of GOOD) assert.equal(checkName(what, name), undefined, name);
    for (const name of BAD) assert.equal(checkName(what, name)?.reason, 'invalid', JSON.stringify(name));
  }
});

test('organisations are named in lower case, with a letter or digit first', () => {
  for (const name of ['dev', '0', 'my-org_2', 'x'.repeat(255)]) {
    assert.equal(checkName('organisation', name), undefined, name);
  }
  for (const name of [...BAD, 'Dev', '-dev', '_dev', 'my.org']) {
    assert.equal(checkName('organisation', name)?.reason, 'invalid', JSON.stringify(name));
  }
});

test('the message shows the name, but not all of a very long one', () => {
  assert.match(checkName('client', 'a b')?.message ?? '', /client name "a b": it may hold letters/);
  assert.ok((checkName('client', ' '.repeat(1e6))?.message.length ?? 0) < 300);
});
