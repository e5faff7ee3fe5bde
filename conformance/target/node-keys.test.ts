import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { nodeKeysOf } from './node-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
after(() => rmSync(folder, { recursive: true }));
for (const name of ['n1', 'n2', 'n3']) writeFileSync(join(folder, `${name}.pem`), `key of ${name}`);
writeFileSync(join(folder, 'readme.txt'), '');

const NAMES = { process: 0, processes: 1 };

test('without a folder nodes are registered', () => {
  assert.equal(nodeKeysOf(undefined, NAMES), undefined);
});

test('a label keeps its node, and every label has another', () => {
  const keys = nodeKeysOf(folder, NAMES);
  assert.deepEqual(
    ['web1', 'web2', 'web1'].map((label) => keys?.lend(label).name),
    ['n1', 'n2', 'n1'],
  );
  assert.equal(keys?.lend('web2').privateKey, 'key of n2');
});

test('what one scenario gives back the next one has', () => {
  const keys = nodeKeysOf(folder, NAMES);
  keys?.lend('web1');
  keys?.giveBack();
  assert.equal(keys?.lend('web9').name, 'n1');
});

test('processes share no node, and what needs more than its share cannot be judged', () => {
  const [one, other] = [0, 1].map((number) => nodeKeysOf(folder, { process: number, processes: 2 }));
  assert.deepEqual(
    ['a', 'b'].map((label) => one?.lend(label).name),
    ['n1', 'n3'],
  );
  assert.equal(other?.lend('a').name, 'n2');
  assert.throws(
    () => other?.lend('b'),
    /^NotJudged: .* has keys of 1 nodes for each of 2 processes, and the scenario needs more/,
  );
});
