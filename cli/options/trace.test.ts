import assert from 'node:assert/strict';
import test from 'node:test';
import { nodesOrAll } from './trace.ts';

test('a trace is of all nodes, of some, or there is none', () => {
  for (const [given, choice] of [
    [true, 'all'],
    ['true', 'all'],
    [false, 'none'],
    ['0', 'none'],
    ['web1', ['web1']],
    ['web1,web2', ['web1', 'web2']],
    [
      ['web1', 'web2,web3'],
      ['web1', 'web2', 'web3'],
    ],
  ] as const) {
    assert.deepEqual(nodesOrAll.parse(given), choice);
  }
  for (const given of ['', 'web1,', ['web1', ''], 'a b', {}, 7])
    assert.equal(nodesOrAll.parse(given), undefined);
});
