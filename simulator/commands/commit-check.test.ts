import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf } from '../testing/lone-node.ts';
import { checkOrder, refusalOfMachine } from './commit-check.ts';

test('without a whitelist every command is allowed', () => {
  assert.deepEqual(checkOrder(commitOf({ command: 'anything' }), undefined), { commandLine: 'anything' });
});

test('with one the command must be in it', () => {
  const rules = [{ match: 'chef-client', run: 'chef-client -F min' }];
  assert.deepEqual(checkOrder(commitOf({ command: 'chef-client' }), rules), {
    commandLine: 'chef-client -F min',
  });
  assert.match(checkOrder(commitOf({ command: 'rm' }), rules).refusal ?? '', /whitelist/);
});

test('a file is raw or base64', () => {
  const refusalOf = (file: string) => checkOrder(commitOf({ file }), undefined).refusal;
  assert.equal(refusalOf('raw:'), undefined);
  assert.equal(refusalOf('base64:aGk='), undefined);
  assert.match(refusalOf('plain') ?? '', /neither raw nor base64/);
});

test('the user and the directory must exist on the machine', () => {
  assert.equal(refusalOfMachine(commitOf({ dir: '/' })), undefined);
  assert.match(refusalOfMachine(commitOf({ dir: '/etc/passwd' })) ?? '', /no directory/);
  assert.match(refusalOfMachine(commitOf({ dir: '/nowhere' })) ?? '', /no directory/);
  assert.match(refusalOfMachine(commitOf({ user: 'nobody-of-that-name' })) ?? '', /no user/);
});
