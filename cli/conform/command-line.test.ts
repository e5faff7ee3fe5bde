import assert from 'node:assert/strict';
import test from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { commandLineOf } from './command-line.ts';

const OPTIONS = {
  target: undefined,
  server: 'http://127.0.0.1:1',
  org: 'dev',
  user: 'admin',
  key: 'admin.pem',
  ca: undefined,
  insecure: false,
  knife: undefined,
  profile: undefined,
  data: '.push-harness',
  maxAnswer: 1_024,
  dialect: 'auto',
  quirks: undefined,
  level: 'must',
  tags: undefined,
  out: 'report',
  patience: undefined,
  shard: undefined,
  rerun: undefined,
  retry: 0,
  failFast: false,
  parallel: undefined,
  dryRun: false,
} as const;

test('the words that ask for the same again are those of the run', () => {
  const words = commandLineOf(OPTIONS, ['quorum']);
  assert.deepEqual(words.slice(0, 4), ['conform', 'quorum', '--server', 'http://127.0.0.1:1']);
  assert.equal(words[words.indexOf('--key') + 1], 'admin.pem');
});

test('a report does not get the text of a key', () => {
  const words = commandLineOf({ ...OPTIONS, key: newKeyPair().privateKey }, []);
  assert.equal(words[words.indexOf('--key') + 1], '(a key, not shown)\n');
  assert.doesNotMatch(words.join(' '), /PRIVATE/);
});
