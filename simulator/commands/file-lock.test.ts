import assert from 'node:assert/strict';
import test from 'node:test';
import { holdsInode, isLocked } from './file-lock.ts';

const LOCKS = `1: POSIX  ADVISORY  WRITE 811 00:1a:1319 0 EOF
2: FLOCK  ADVISORY  WRITE 640 08:01:131 0 EOF
2: -> FLOCK  ADVISORY  WRITE 641 08:01:777 0 EOF
`;

test('a file is locked where the list has its inode', () => {
  assert.equal(holdsInode(LOCKS, 131), true);
  assert.equal(holdsInode(LOCKS, 1319), true);
  assert.equal(holdsInode(LOCKS, 13), false);
});

test('whoever waits for a lock does not hold it', () => {
  assert.equal(holdsInode(LOCKS, 777), false);
});

test('a file that is not there is not locked', () => {
  assert.equal(isLocked('/nowhere/at/all'), false);
});
