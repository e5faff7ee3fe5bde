import assert from 'node:assert/strict';
import test from 'node:test';
import { BenchUsageError } from '../bench/options.ts';
import { ATTACKS, chosenAttacks, forSmoke } from './attacks.ts';
import { parseAttackOptions } from './options.ts';

test('attacks have names of their own, in folders that are there', () => {
  const names = ATTACKS.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^[a-z-]+\/[a-z-]+$/);
});

test('attacks are chosen by their names, or by their folders', () => {
  const namesOf = (...words: readonly string[]) => chosenAttacks(words).map(({ name }) => name);
  assert.deepEqual(namesOf('rest/fuzzed'), ['rest/fuzzed']);
  assert.ok(namesOf('rest').length > 10);
  assert.equal(namesOf().length, ATTACKS.length);
  assert.throws(
    () => namesOf('rest/none'),
    new BenchUsageError('no attack is called rest/none; --list shows them'),
  );
});

test('the smoke has every storm, and a trial of each folder', () => {
  const names = forSmoke(ATTACKS).map(({ name }) => name);
  const folderOf = (name: string) => name.split('/')[0];
  assert.deepEqual(new Set(names.map(folderOf)), new Set(ATTACKS.map(({ name }) => folderOf(name))));
  const trials = ATTACKS.filter(({ kind, name }) => kind === 'trial' && names.includes(name));
  assert.equal(new Set(trials.map(({ name }) => folderOf(name))).size, trials.length);
});

test('the command line says which, how large, and against which dialect', () => {
  assert.deepEqual(parseAttackOptions(['rest', '--quick', '--dialect', 'pushy-server']), {
    command: 'run',
    names: ['rest'],
    size: 'quick',
    dialect: 'pushy-server',
    json: false,
    outFolder: 'reports/output',
  });
  assert.throws(() => parseAttackOptions(['--dialect', 'shipped']), BenchUsageError);
  assert.throws(() => parseAttackOptions(['--fast']), BenchUsageError);
});
