import assert from 'node:assert/strict';
import test from 'node:test';
import { lossSentence } from './trouble.ts';

const FULL = { kind: 'full', sinceMs: 0 } as const;

test('what a stopped server leaves unstored is told with the reason and the remedy', () => {
  const told = (changes: number) => lossSentence({ trouble: FULL, held: { changes, bytes: 0 } });
  assert.equal(
    told(12),
    '12 changes are lost, of jobs and nodes, since the disk of the server is full: make room on it',
  );
  assert.match(told(1) ?? '', /^A change is lost/);
});

test('nothing is lost where nothing is held, and where all is well', () => {
  assert.equal(lossSentence({ trouble: FULL, held: { changes: 0, bytes: 0 } }), undefined);
  assert.equal(lossSentence({ trouble: undefined, held: { changes: 0, bytes: 0 } }), undefined);
});
