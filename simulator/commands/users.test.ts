import assert from 'node:assert/strict';
import test from 'node:test';
import { findUser, mayBecome, parsePasswd } from './users.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nbob:x:1001:1002:Bob,,,:/home/bob:/bin/sh\n';

test('a user is read from its line', () => {
  assert.deepEqual(parsePasswd(PASSWD, 'bob'), { name: 'bob', uid: 1001, gid: 1002, home: '/home/bob' });
  assert.equal(parsePasswd(PASSWD, 'bo'), undefined);
});

// whoever runs this may be a number that no user of the machine has
const OWN_UID = process.getuid?.() ?? 0;

test('a user of this machine is known', () => {
  assert.equal(findUser('root')?.uid, 0);
});

test('whoever runs this may run commands as himself', () => {
  assert.ok(mayBecome({ name: 'me', uid: OWN_UID, gid: 1, home: '/' }));
});

test('nobody has a name that cannot be one', () => {
  for (const name of ['', '-u', 'no such user', 'a:b', 'root\n', 'nobody-of-that-name']) {
    assert.equal(findUser(name), undefined);
  }
});

test('another user is out of reach for all but root', () => {
  const stranger = { name: 'x', uid: OWN_UID + 1, gid: 1, home: '/' };
  assert.equal(mayBecome(stranger), OWN_UID === 0);
});
