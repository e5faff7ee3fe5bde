import assert from 'node:assert/strict';
import test from 'node:test';
import { allMutants } from './mutants.ts';
import { mutatedTexts } from './mutated-texts.ts';

test('every mutant fits the server as it is', () => {
  const unfit = allMutants().flatMap((mutant) => {
    try {
      mutatedTexts(mutant);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
  assert.deepEqual(unfit, []);
});

test('no two mutants have the same name', () => {
  const names = allMutants().map(({ name }) => name);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});
