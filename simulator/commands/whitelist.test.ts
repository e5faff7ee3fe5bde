import assert from 'node:assert/strict';
import test from 'node:test';
import { allowedCommand, type WhitelistRule } from './whitelist.ts';

const RULES: readonly WhitelistRule[] = [
  { match: /^deploy (\w+)$/, run: '/opt/deploy --app=$1' },
  { match: /a+/, run: 'b' },
  { match: 'chef-client', run: 'sudo chef-client', lock: '/var/lock/chef' },
  { match: 'uptime' },
  { match: /^df/ },
];

const lineOf = (command: string) => allowedCommand(RULES, command)?.commandLine;

test('an exact text gives its own command line, or that of the rule', () => {
  assert.equal(lineOf('uptime'), 'uptime');
  assert.deepEqual(allowedCommand(RULES, 'chef-client'), {
    commandLine: 'sudo chef-client',
    lock: '/var/lock/chef',
  });
});

test('a pattern gives the command with what it caught put in its place', () => {
  assert.equal(lineOf('deploy shop'), '/opt/deploy --app=shop');
  assert.equal(lineOf('df -h'), 'df -h');
  // every occurrence, and what stands around them stays
  assert.equal(lineOf('xaayaz'), 'xbybz');
});

test('what fits no rule is not allowed', () => {
  assert.equal(lineOf('rm -rf /tmp/x; deploy shop'.replace('a', 'e')), undefined);
  assert.equal(lineOf('uptime '), undefined);
  assert.equal(allowedCommand([], 'uptime'), undefined);
});
