import assert from 'node:assert/strict';
import test from 'node:test';
import { fencedFiles } from './fenced-files.ts';

test('a fenced block is a file when its first line names one', () => {
  const markdown =
    '# Title\n\n```js\n// a.test.mjs\nrun();\n```\n\n```sh\nnpm ci\n```\n\n```gherkin\n# f/b.feature\nFeature: B\n```\n';
  assert.deepEqual(fencedFiles(markdown), [
    { name: 'a.test.mjs', text: '// a.test.mjs\nrun();\n' },
    { name: 'f/b.feature', text: '# f/b.feature\nFeature: B\n' },
  ]);
});
