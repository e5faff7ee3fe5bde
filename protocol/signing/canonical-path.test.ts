import assert from 'node:assert/strict';
import test from 'node:test';
import { counted, requestVectors } from '../testing/vectors.ts';
import { canonicalPath } from './canonical-path.ts';

test('paths become what Chef tools sign', () => {
  for (const vector of counted(requestVectors, 21))
    assert.equal(canonicalPath(vector.path), vector.canonical_path);
});

const PATHS: readonly (readonly [path: string, canonical: string])[] = [
  ['/', '/'],
  ['//', '/'],
  ['/a', '/a'],
  ['/a/', '/a'],
  ['/a//', '/a'],
  ['//a///b//', '/a/b'],
  ['/a?b=c', '/a'],
  ['/a/?b=c//d/', '/a'],
  ['/?', '/'],
  ['/a#b', '/a'],
  ['/a%2Fb/', '/a%2Fb'],
  ['/a%3Fb', '/a%3Fb'],
  ['', ''],
];

for (const [path, canonical] of PATHS) {
  test(`"${path}" is signed as "${canonical}"`, () => {
    assert.equal(canonicalPath(path), canonical);
    assert.equal(canonicalPath(canonical), canonical);
  });
}
