import assert from 'node:assert/strict';
import test from 'node:test';
import { readServerCounts, ServerRefusals } from './server-counts.ts';

const TEXT = `# HELP push_harness_refusals_total Messages of nodes that were refused.
# TYPE push_harness_refusals_total counter
push_harness_refusals_total{reason="bad_json"} 2
push_harness_refusals_total{reason="bad_signature"} 3
push_harness_refusals_total{reason="unknown_sender"} 4
push_harness_zap_total{verdict="admitted"} 90
push_harness_zap_total{verdict="unknown_key"} 1
push_harness_handshakes_failed_total{code="a"} 5
push_harness_event_loop_delay_seconds{quantile="0.5"} 0.001
push_harness_event_loop_delay_seconds{quantile="0.99"} 0.0125
push_harness_heartbeats_skipped_total 7
`;

test('what the server refused and how late it is are read from its metrics', () => {
  assert.deepEqual(readServerCounts(TEXT), {
    refused: { bad_json: 2, bad_signature: 7, unknown_key: 1, handshake: 5 },
    lateSeconds: 0.0125,
  });
});

test('a text of something else says nothing', () => {
  assert.deepEqual(readServerCounts('<html>'), { refused: {}, lateSeconds: undefined });
});

test('a server that is started again counts anew, and nothing is forgotten', () => {
  const refusals = new ServerRefusals();
  for (const refused of [{ bad_json: 2 }, { bad_json: 5 }, {}, { bad_json: 1, bad_signature: 3 }])
    refusals.note(refused);
  assert.equal(refusals.total, 9);
});

test('each reason has provocations of its own', () => {
  const refusals = new ServerRefusals();
  refusals.note({ bad_json: 5, bad_signature: 3 });
  const provoked: Readonly<Record<string, number>> = { bad_json: 9, bad_signature: 1 };
  assert.equal(
    refusals.unprovoked((reason) => provoked[reason] ?? 0),
    2,
  );
});
