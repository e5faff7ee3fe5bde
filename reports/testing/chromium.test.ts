import assert from 'node:assert/strict';
import test from 'node:test';
import { chromiumPath } from './chromium.ts';

test('without a browser the error says what to do', () => {
  assert.throws(
    () => chromiumPath({ PATH: '/nowhere' }),
    /apt-get install chromium, or name it in PUSH_HARNESS_CHROMIUM/,
  );
  assert.throws(
    () => chromiumPath({ PUSH_HARNESS_CHROMIUM: '/nowhere/chromium' }),
    /not at \/nowhere\/chromium/,
  );
});

test('the browser that is named goes before the path', () => {
  assert.equal(chromiumPath({ PUSH_HARNESS_CHROMIUM: process.execPath, PATH: '/nowhere' }), process.execPath);
});
