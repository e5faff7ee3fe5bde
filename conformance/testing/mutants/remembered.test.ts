import assert from 'node:assert/strict';
import test from 'node:test';
import { idsOf } from '../../ids/register.ts';
import { loadFeaturesOf } from '../../scenarios/load-features.ts';
import { allMutants } from './mutants.ts';
import { readRemembered } from './remembered.ts';

test('what is remembered is of mutants and scenarios that there are', async () => {
  const names = new Set(allMutants().map(({ name }) => name));
  const ids = new Set((await loadFeaturesOf('server')).flatMap(idsOf));
  const wrong = Object.entries(readRemembered()).filter(
    ([name, id]) => !names.has(name) || !ids.has(id.replace(/:\d+$/, '')),
  );
  assert.deepEqual(wrong, []);
});
