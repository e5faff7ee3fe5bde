import assert from 'node:assert/strict';
import test from 'node:test';
import { REHAB_MS, SUBSCRIBED, diagnosisWorld as world } from './testing/diagnosis-world.ts';

test('a message that is refused in rehab is told in place of the answer that is missing', () => {
  const { clock, diagnosis, live, refuse, found } = world();
  diagnosis.appeared('dev', 'web1');
  live('rehab');
  refuse('bad_field');
  clock.advance(2 * REHAB_MS);
  assert.deepEqual(found(), ['rehab', 'first_message', 'message_bad_field']);
});

for (const [when, isBefore] of [
  ['before', true],
  ['after', false],
] as const) {
  test(`a second client whose messages are refused, and the first falls silent ${when} them`, () => {
    const { clock, diagnosis, state, refuse, found } = world();
    diagnosis.appeared('dev', 'web1');
    const lastHeartbeatMs = clock.now();
    clock.advance(1_000);
    diagnosis.configFetched('dev', 'web1', true);
    diagnosis.connected('dev', 'web1', SUBSCRIBED);
    state.vitals = undefined;
    if (isBefore) diagnosis.wentDown('dev', 'web1', lastHeartbeatMs);
    refuse('bad_json');
    if (!isBefore) diagnosis.wentDown('dev', 'web1', lastHeartbeatMs);
    assert.deepEqual(found(), ['down', 'connected', 'message_bad_json']);
  });
}

test('refusals before and after the last heartbeat of another client: those after it count', () => {
  const { clock, diagnosis, state, refuse, found } = world();
  diagnosis.appeared('dev', 'web1');
  refuse('bad_version');
  clock.advance(1_000);
  const lastHeartbeatMs = clock.now();
  clock.advance(1_000);
  refuse('bad_json');
  state.vitals = undefined;
  diagnosis.wentDown('dev', 'web1', lastHeartbeatMs);
  assert.deepEqual(found(), ['down', 'heartbeats_on_time', 'message_bad_json']);
});

test('a client that has come in the place of a silent one is told by how far it came', () => {
  const { clock, diagnosis, state, found } = world();
  diagnosis.appeared('dev', 'web1');
  const lastHeartbeatMs = clock.now();
  clock.advance(1_000);
  diagnosis.connected('dev', 'web1', SUBSCRIBED);
  state.vitals = undefined;
  diagnosis.wentDown('dev', 'web1', lastHeartbeatMs);
  assert.deepEqual(found(), ['down', 'connected', 'no_message']);
});

test('a client that was started anew and refused its configuration is told so, and not that it fell silent', () => {
  const { clock, diagnosis, state, found } = world();
  diagnosis.appeared('dev', 'web1');
  state.vitals = undefined;
  diagnosis.wentDown('dev', 'web1', clock.now());
  clock.advance(1_000);
  diagnosis.configRefused('dev', 'web1', 'bad_signature');
  assert.deepEqual(found(), ['down', 'heartbeats_on_time', 'config_bad_signature']);
});

test('a client that was deleted and asks again is told as deleted, and what else is wrong with it as that', () => {
  const { diagnosis, found } = world();
  diagnosis.configFetched('dev', 'web1', true);
  diagnosis.shutOut('dev', 'web1', 'client_deleted');
  diagnosis.configRefused('dev', 'web1', 'unknown_principal');
  assert.equal(found()[2], 'client_deleted');
  diagnosis.configRefused('dev', 'web1', 'bad_signature');
  assert.equal(found()[2], 'config_bad_signature');
});
