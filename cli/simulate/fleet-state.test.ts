import assert from 'node:assert/strict';
import test from 'node:test';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { fleetLines, fleetState, progressLine } from './fleet-state.ts';

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

test('a terminal shows a bar of the nodes online, where they are and what they do', () => {
  const screen = recordedScreen({ columns: 60, rows: 24 });
  const places = { away: 1, starting: 2, connected: 4, available: 3, busy: 0 };
  const rates = { heartbeats: 12.34, votes: 0, runs: 0.5 };
  assert.deepEqual(fleetLines(stateWith({}), { places }, rates, screen), [
    `${'█'.repeat(9)}${'░'.repeat(21)} 3/10 online`,
    'nodes     3 available, 0 busy, 4 connecting, 2 starting, 1 …',
    'a second  12 heartbeats, 0.0 votes, 0.5 runs',
    '0 of 10 nodes registered, 3 online; commits 0, commands suc…',
  ]);
});
