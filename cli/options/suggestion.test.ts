import assert from 'node:assert/strict';
import test from 'node:test';
import { suggestion } from './suggestion.ts';

const KNOWN = ['server', 'org', 'voting-timeout', 'heartbeat-interval'];

test('a misspelt word is told the one that was meant', () => {
  assert.equal(suggestion('servr', KNOWN), 'server');
  assert.equal(suggestion('voting_timeout', KNOWN), 'voting-timeout');
  assert.equal(suggestion('hearbeat-intervall', KNOWN), 'heartbeat-interval');
});

test('a word like no other gets no suggestion', () => {
  assert.equal(suggestion('colour', KNOWN), undefined);
  assert.equal(suggestion('x', []), undefined);
});
