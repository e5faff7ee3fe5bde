import assert from 'node:assert/strict';
import test from 'node:test';
import { fencedFiles } from './fenced-files.ts';

test('a fenced block is an example when its path stands behind the language', () => {
  const markdown =
    '# Title\n\n```js examples/a.test.mjs\nrun();\n```\n\n```sh\nnpm ci\n```\n\n```gherkin examples/f/b.feature\nFeature: B\n```\n';
  assert.deepEqual(fencedFiles(markdown), [
    { name: 'examples/a.test.mjs', text: 'run();\n' },
    { name: 'examples/f/b.feature', text: 'Feature: B\n' },
  ]);
});
