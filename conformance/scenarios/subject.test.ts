import assert from 'node:assert/strict';
import test from 'node:test';
import { featureFiles } from './load-features.ts';
import { subjectOf } from './subject.ts';

test('every feature is about servers or about clients by its folder, since no other is run', async () => {
  const files = await featureFiles();
  assert.deepEqual(
    files.filter((uri) => !uri.startsWith(`features/${subjectOf(uri)}/`)),
    [],
  );
  const kinds = new Set(files.map(subjectOf));
  assert.deepEqual([...kinds].toSorted(), ['client', 'server']);
});
