import assert from 'node:assert/strict';
import test from 'node:test';
import { readFleet } from '../../../../simulator/fleet-file/read-fleet.ts';
import { type PlannedEvent, planFleet } from '../../../../simulator/plan/plan.ts';
import { FaultLog } from '../../../../simulator/run/fault-log.ts';
import { happeningsNow } from './happenings.ts';

const PLAN = planFleet(
  readFleet(
    `apiVersion: push-harness/v1
kind: Fleet
name: f
groups: [{ name: web, count: 4 }]
duration: 1m
events:
  - { at: 5s, kill: { count: 2, returns_after: 10s } }
  - { at: 10s, hook: [./notify, now] }
  - { at: 20s, restart_server: { down: 5s } }
faults:
  - { name: cut, stall: {}, nodes: { percent: 50 }, from: 2s, to: 12s }
`,
    { file: 'f', suggest: () => undefined },
  ),
  7,
);
const [KILL, HOOK] = PLAN.events as [PlannedEvent, PlannedEvent];

function setup() {
  let seconds = 0;
  const faults = new FaultLog(() => seconds);
  const done = new Map<PlannedEvent, unknown>();
  const now = (atSeconds: number | undefined) =>
    happeningsNow({ plan: PLAN, done, spans: faults.spans, sinceBeginSeconds: atSeconds }).map(
      ({ state, text, leftSeconds }) => `${state} ${leftSeconds ?? '?'} ${text}`,
    );
  const fault = (atSeconds: number, isOn: boolean) => {
    seconds = atSeconds;
    const [planned] = PLAN.faults;
    assert.ok(planned);
    faults.faultChanged(planned, isOn);
  };
  return { done, now, fault };
}

test('before the begin nothing has a time', () => {
  assert.deepEqual(setup().now(undefined), [
    'due ? fault cut on 2 nodes: everything held back',
    'due ? kill of 2 nodes',
    'due ? hook ./notify now',
  ]);
});

test('what is under way says how long it will be, what is due when it comes', () => {
  const { done, now, fault } = setup();
  fault(2, true);
  done.set(KILL, undefined);
  assert.deepEqual(now(6), [
    'under_way 6 fault cut on 2 nodes: everything held back',
    'under_way 9 kill of 2 nodes',
    'due 4 hook ./notify now',
    'due 14 restart of the server',
  ]);
  assert.deepEqual(now(10.5).slice(2), ['under_way ? hook ./notify now', 'due 9.5 restart of the server']);
});

test('what is over is done or has failed', () => {
  const { done, now, fault } = setup();
  fault(2, true);
  fault(12, false);
  done.set(KILL, undefined);
  done.set(HOOK, new Error('exit code 2'));
  assert.deepEqual(now(21), [
    'under_way 4 restart of the server',
    'failed ? hook ./notify now: exit code 2',
    'done ? kill of 2 nodes',
    'done ? fault cut on 2 nodes: everything held back',
  ]);
});
