import assert from 'node:assert/strict';
import { userInfo } from 'node:os';
import test from 'node:test';
import { findUser, mayBecome, parsePasswd } from './users.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nbob:x:1001:1002:Bob,,,:/home/bob:/bin/sh\n';

test('a user is read from its line', () => {
  assert.deepEqual(parsePasswd(PASSWD, 'bob'), { name: 'bob', uid: 1001, gid: 1002, home: '/home/bob' });
  assert.equal(parsePasswd(PASSWD, 'bo'), undefined);
});

test('whoever runs this is known, and may run commands as himself', () => {
  const me = findUser(userInfo().username);
  assert.equal(me?.uid, userInfo().uid);
  assert.equal(me && mayBecome(me), true);
});

test('nobody has a name that cannot be one', () => {
  for (const name of ['', '-u', 'no such user', 'a:b', 'root\n', 'nobody-of-that-name']) {
    assert.equal(findUser(name), undefined);
  }
});

test('another user is out of reach for all but root', () => {
  const stranger = { name: 'x', uid: userInfo().uid + 1, gid: 1, home: '/' };
  assert.equal(mayBecome(stranger), userInfo().uid === 0);
});
