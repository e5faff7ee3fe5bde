import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Holds that a text is as its golden file in `golden/` beside the test; `UPDATE_GOLDEN=1` writes it anew.
 * @param testUrl - `import.meta.url` of the test
 */
export function assertGolden(testUrl: string, name: string, text: string): void {
  const file = new URL(`golden/${name}`, testUrl);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  assert.equal(text, readFileSync(file, 'utf8'), `golden/${name} differs; UPDATE_GOLDEN=1 writes it anew`);
}
