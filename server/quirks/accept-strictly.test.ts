import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsStrictly } from './accept-strictly.ts';

const JSON_TYPE = ['application/json'];

test('a weight is not looked at, not even 0', () => {
  for (const accept of ['application/json;q=0.1', 'application/json; q=0', 'text/html, */*;q=0']) {
    assert.ok(acceptsStrictly(accept, JSON_TYPE), accept);
  }
});

test('a parameter is never given', () => {
  assert.ok(!acceptsStrictly('application/json; charset=utf-8', JSON_TYPE));
  assert.ok(!acceptsStrictly('application/json;version=1;q=1', JSON_TYPE));
  assert.ok(acceptsStrictly('application/json;charset=utf-8, application/*', JSON_TYPE));
});

test('types are read without regard to case, and others are refused', () => {
  assert.ok(acceptsStrictly('Application/JSON', JSON_TYPE));
  assert.ok(acceptsStrictly(undefined, JSON_TYPE));
  assert.ok(!acceptsStrictly('text/html', JSON_TYPE));
  assert.ok(!acceptsStrictly('app/*', JSON_TYPE));
});
