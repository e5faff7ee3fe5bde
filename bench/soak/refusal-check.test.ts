import assert from 'node:assert/strict';
import test from 'node:test';
import { refusalFigures, unprovoked } from './refusal-check.ts';

const PROVOKED: Readonly<Record<string, number>> = { bad_json: 3, frame_count: 2 };
const provocations = {
  reasons: Object.keys(PROVOKED),
  of: (reason: string) => PROVOKED[reason] ?? 0,
  inTheNameOf: (name: string, reason: string) => (name === 'web1' ? (PROVOKED[reason] ?? 0) : 0),
};

test('refusals stand beside what was provoked, by reason, and other counters are left out', () => {
  const counters = { 'refusals.bad_json': 3, 'refusals.bad_signature': 1, 'messages.heartbeat': 9 };
  assert.deepEqual(refusalFigures(counters, provocations), [
    { reason: 'bad_json', refused: 3, provoked: 3 },
    { reason: 'bad_signature', refused: 1, provoked: 0 },
    { reason: 'frame_count', refused: 0, provoked: 2 },
  ]);
});

test('a refused key or a failed handshake was never provoked', () => {
  const counters = { 'zap.admitted': 300, 'zap.expired_key': 1, 'handshakes_failed.EPIPE': 2 };
  assert.deepEqual(refusalFigures(counters, { ...provocations, reasons: [] }), [
    { reason: 'zap.expired_key', refused: 1, provoked: 0 },
    { reason: 'handshakes_failed.EPIPE', refused: 2, provoked: 0 },
  ]);
});

test('a node answers for what it did, and for nothing else', () => {
  const refusals = new Map([
    ['message_bad_json', 3],
    ['message_bad_signature', 1],
    ['key_expired', 1],
  ]);
  assert.deepEqual(unprovoked({ node: 'web1', refusals }, provocations), [
    'web1: 1 refused for message_bad_signature, 0 provoked',
    'web1: 1 refused for key_expired, 0 provoked',
  ]);
  assert.equal(unprovoked({ node: 'web2', refusals }, provocations).length, 3);
});
