import assert from 'node:assert/strict';
import test from 'node:test';
import {
  DIAGNOSIS_INTERVAL_MS,
  REHAB_MS,
  SUBSCRIBED,
  WEB1,
  diagnosisWorld as world,
} from './testing/diagnosis-world.ts';

test('nothing was heard of a node', () => {
  const { diagnosis, found } = world();
  assert.deepEqual(found(), ['unknown', undefined, 'never_heard_of']);
  assert.match(diagnosis.of('dev', 'web1').sentence, /^Nothing has been heard of web1 /);
  assert.match(diagnosis.of('dev', 'web1').remedy, /pushy\/config\/web1,/);
});

test('of refused configurations the last one is told, with what was wrong with it', () => {
  const { diagnosis, found } = world();
  const defect = { field: 'signature', value: 'of another key', expected: 'one by the registered key' };
  diagnosis.configRefused('dev', 'web1', 'unknown_principal');
  diagnosis.configRefused('dev', 'web1', 'bad_signature', defect);
  assert.deepEqual(found(), ['unknown', undefined, 'config_bad_signature']);
  assert.match(diagnosis.of('dev', 'web1').detail, /^signature is of another key, expected one by/);
  assert.deepEqual(
    diagnosis.of('dev', 'web1').refusals.map(({ reason, count }) => [reason, count]),
    [
      ['config_unknown_principal', 1],
      ['config_bad_signature', 1],
    ],
  );
});

test('a node that fetched its configuration and never connects', () => {
  const { clock, diagnosis, found } = world();
  diagnosis.configFetched('dev', 'web1', true);
  assert.deepEqual(found(), ['down', 'key_admitted', 'connecting']);
  clock.advance(2 * DIAGNOSIS_INTERVAL_MS);
  assert.deepEqual(found(), ['down', 'key_admitted', 'never_connected']);
});

test('where no CURVE key came with the request there is none to admit', () => {
  const { diagnosis, found } = world();
  diagnosis.configFetched('dev', 'web1', false);
  assert.deepEqual(found(), ['down', 'config_fetched', 'connecting']);
});

test('connections that belong to nobody are told to whoever waits for one, with what was wrong', () => {
  const { diagnosis, found } = world();
  diagnosis.connectionRefused('not_zmtp');
  diagnosis.configFetched('dev', 'web1', true);
  assert.deepEqual(found(), ['down', 'key_admitted', 'connecting']);
  diagnosis.connectionRefused('unknown_key');
  diagnosis.connectionRefused('mechanism');
  assert.deepEqual(found(), ['down', 'key_admitted', 'handshakes_failed']);
  assert.match(
    diagnosis.of('dev', 'web1').detail,
    /^They came with a CURVE key that no .*; another security /,
  );
});

test('a key whose time has passed', () => {
  const { diagnosis, found } = world();
  diagnosis.configFetched('dev', 'web1', true);
  diagnosis.keyRefused('dev', 'web1', 'key_expired');
  assert.deepEqual(found(), ['down', 'key_admitted', 'key_expired']);
});

for (const why of ['client_deleted', 'client_rekeyed'] as const) {
  test(`a node that is shut out, ${why}, whatever went wrong before, until it is let in again`, () => {
    const { diagnosis, refuse, found } = world();
    diagnosis.configFetched('dev', 'web1', true);
    refuse('bad_timestamp');
    diagnosis.shutOut('dev', 'web1', why);
    diagnosis.keyRefused('dev', 'web1', 'key_ended');
    refuse('ended_session');
    assert.deepEqual(found(), ['down', 'key_admitted', why]);
    diagnosis.configFetched('dev', 'web1', true);
    assert.deepEqual(found(), ['down', 'key_admitted', 'connecting']);
  });
}

test('a node that is connected and silent', () => {
  const { diagnosis, found } = world();
  diagnosis.configFetched('dev', 'web1', true);
  diagnosis.connected('dev', 'web1', SUBSCRIBED);
  assert.deepEqual(found(), ['down', 'connected', 'no_message']);
});

test('a refused message is told with its reason, and forgotten when a good one comes', () => {
  const { diagnosis, live, refuse, found } = world();
  diagnosis.configFetched('dev', 'web1', true);
  diagnosis.connected('dev', 'web1', SUBSCRIBED);
  refuse('bad_timestamp');
  assert.deepEqual(found(), ['down', 'connected', 'message_bad_timestamp']);
  diagnosis.appeared('dev', 'web1');
  live('rehab');
  assert.deepEqual(found(), ['rehab', 'first_message', 'in_rehab']);
});

test('names of which nothing is known are passed over when a message is refused', () => {
  const { refuse, found } = world();
  refuse('unknown_sender');
  assert.deepEqual(found(), ['unknown', undefined, 'never_heard_of']);
});

test('rehab that is not answered', () => {
  const { clock, diagnosis, live, found } = world();
  diagnosis.appeared('dev', 'web1');
  live('rehab');
  clock.advance(2 * REHAB_MS);
  assert.deepEqual(found(), ['rehab', 'first_message', 'rehab_unanswered']);
});

test('a node that is not told to abort yet is waited for, however long it takes', () => {
  const { clock, diagnosis, live, found } = world();
  diagnosis.appeared('dev', 'web1');
  live('deferred');
  clock.advance(5 * DIAGNOSIS_INTERVAL_MS);
  assert.deepEqual(found(), ['rehab', 'first_message', 'abort_deferred']);
  assert.match(
    diagnosis.of('dev', 'web1').sentence,
    /^web1 came back with a command .* heartbeats have come\.$/,
  );
});

test('an available node, and one whose heartbeats come late', () => {
  const { clock, diagnosis, live, found } = world();
  diagnosis.appeared('dev', 'web1');
  diagnosis.answeredRehab('dev', 'web1');
  live('idle');
  assert.deepEqual(found(), ['available', 'heartbeats_on_time', undefined]);
  assert.equal(diagnosis.of('dev', 'web1').remedy, '');
  clock.advance(2 * DIAGNOSIS_INTERVAL_MS + 1);
  assert.deepEqual(found(), ['available', 'rehab_answered', 'heartbeats_late']);
});

test('a node that went down, and one that did because its messages were refused', () => {
  const { clock, diagnosis, refuse, found } = world();
  diagnosis.appeared('dev', 'web1');
  refuse('bad_json');
  clock.advance(DIAGNOSIS_INTERVAL_MS);
  diagnosis.wentDown('dev', 'web1', clock.now());
  assert.deepEqual(found(), ['down', 'heartbeats_on_time', 'heartbeats_stopped']);

  diagnosis.appeared('dev', 'web1');
  const lastHeartbeatAtMs = clock.now();
  clock.advance(DIAGNOSIS_INTERVAL_MS);
  refuse('bad_timestamp');
  diagnosis.wentDown('dev', 'web1', lastHeartbeatAtMs);
  assert.deepEqual(found(), ['down', 'heartbeats_on_time', 'message_bad_timestamp']);
});

test('two processes that claim a node are the cause while they do, and a note afterwards', () => {
  const { clock, diagnosis, live, found } = world();
  diagnosis.appeared('dev', 'web1');
  live('rehab');
  diagnosis.claimedTwice('dev', 'web1');
  assert.deepEqual(found(), ['rehab', 'first_message', 'claimed_twice']);
  clock.advance(2 * DIAGNOSIS_INTERVAL_MS);
  live('idle');
  assert.deepEqual(found(), ['available', 'heartbeats_on_time', undefined]);
  assert.deepEqual(
    diagnosis.of('dev', 'web1').notes.map(({ note }) => note),
    ['two processes say that they are this node'],
  );
});

test('an available node is told of a message that was refused beside', () => {
  const { diagnosis, live } = world();
  diagnosis.appeared('dev', 'web1');
  live('idle');
  assert.equal(diagnosis.of('dev', 'web1').detail, '');
  const defect = { field: 'job_id', value: '7', expected: 'a string' };
  diagnosis.messageRefused({ ok: false, reason: 'bad_field', defect, claimed: WEB1 });
  const { firstWrong, detail } = diagnosis.of('dev', 'web1');
  assert.deepEqual(
    [firstWrong, detail],
    [undefined, 'But a message of it was refused: job_id is 7, expected a string.'],
  );
});

test('a node with a job in hand that does not answer the abort is stuck, one that may still answer is not', () => {
  const { clock, diagnosis, live, found } = world();
  diagnosis.appeared('dev', 'web1');
  live('rehab', { isBusy: true, namedJobId: 'abc' });
  assert.deepEqual(found(), ['rehab', 'first_message', 'in_rehab']);
  clock.advance(2 * REHAB_MS);
  assert.deepEqual(found(), ['rehab', 'first_message', 'stuck_in_flight']);
  assert.match(diagnosis.of('dev', 'web1').detail, /name job "abc", and for 2 s no "aborted" has come/);
});

test('what a healthy node does once or twice is no habit of it', () => {
  const { diagnosis, live, found } = world();
  diagnosis.appeared('dev', 'web1');
  live('idle', { strangeHeartbeats: 2, shortLives: 2 });
  assert.deepEqual(found(), ['available', 'heartbeats_on_time', undefined]);
  live('idle', { strangeHeartbeats: 3 });
  assert.deepEqual(found(), ['available', 'heartbeats_on_time', 'unknown_job']);
  live('idle', { shortLives: 3 });
  assert.deepEqual(found(), ['available', 'heartbeats_on_time', 'new_incarnations']);
});
