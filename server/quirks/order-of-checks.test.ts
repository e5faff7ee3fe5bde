import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_QUIRKS } from './choose-quirks.ts';
import { orderOfChecks } from './order-of-checks.ts';

test('a server without quirks looks at the body last', () => {
  assert.equal(
    orderOfChecks(NO_QUIRKS).join(' '),
    'size claim first signature membership permission accept declaration read digest body',
  );
});

test('where the headers need not state the digest of the body, it is read before the signature is verified', () => {
  assert.equal(
    orderOfChecks(new Set(['content-hash-unchecked'])).join(' '),
    'size claim first read signature digest membership permission accept declaration body',
  );
});

test('the shipped server looks at the headers first, and at the body before it knows who asks', () => {
  assert.equal(
    orderOfChecks(new Set(['body-first', 'headers-before-size'])).join(' '),
    'claim size first read body signature digest membership permission accept declaration',
  );
});
