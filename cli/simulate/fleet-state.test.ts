import assert from 'node:assert/strict';
import test from 'node:test';
import { fleetState, progressLine } from './fleet-state.ts';

const COUNTERS = {
  'received.commit': 7,
  'commands.succeeded': 4,
  'commands.failed': 1,
  'refused.bad_signature': 2,
  'refused.bad_json': 1,
};

function stateWith(counters: Readonly<Record<string, number>>) {
  return fleetState({ registered: 0, inService: 3, counters }, 10);
}

test('a fleet is told in figures', () => {
  assert.deepEqual(stateWith(COUNTERS), {
    wanted: 10,
    registered: 0,
    online: 3,
    commits: 7,
    succeeded: 4,
    failed: 1,
    refused: 3,
  });
});

test('the figures make one line, refusals only where there are some', () => {
  assert.equal(
    progressLine(stateWith(COUNTERS)),
    '0 of 10 nodes registered, 3 online; commits 7, commands succeeded 4, failed 1, 3 messages refused',
  );
  assert.doesNotMatch(progressLine(stateWith({})), /refused/);
});
