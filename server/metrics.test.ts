import assert from 'node:assert/strict';
import test from 'node:test';
import { Metrics } from './metrics.ts';

test('a counter is shown by label, flat and to Prometheus', async () => {
  const metrics = new Metrics();
  const refusals = metrics.counter('refusals', 'Messages refused.', 'reason');
  refusals.add('bad_json');
  refusals.add('bad_json', 2);

  assert.deepEqual(metrics.counters(), { 'refusals.bad_json': 3 });
  const text = await metrics.text();
  assert.match(text, /^# TYPE push_harness_refusals_total counter$/m);
  assert.match(text, /^push_harness_refusals_total\{reason="bad_json"\} 3$/m);
});

test('the same counter is given to all who name it', () => {
  const metrics = new Metrics();
  assert.equal(metrics.counter('sent', 'Sent.', 'type'), metrics.counter('sent', 'Sent.', 'type'));
});

test('a gauge is read when it is scraped', async () => {
  const metrics = new Metrics();
  let nodes = 1;
  metrics.gauge('nodes', 'Nodes.', undefined, () => [['', nodes]]);
  nodes = 7;
  assert.match(await metrics.text(), /^push_harness_nodes 7$/m);
});

test('a histogram counts up to each bound', async () => {
  const metrics = new Metrics();
  const times = metrics.histogram('verify', 'Verifying.', [0.1, 1]);
  for (const seconds of [0.05, 0.1, 0.5, 3]) times.observe(seconds);

  const text = await metrics.text();
  assert.match(text, /^push_harness_verify_seconds_bucket\{le="0.1"\} 2$/m);
  assert.match(text, /^push_harness_verify_seconds_bucket\{le="1"\} 3$/m);
  assert.match(text, /^push_harness_verify_seconds_bucket\{le="\+Inf"\} 4$/m);
  assert.match(text, /^push_harness_verify_seconds_count 4$/m);
});

test('what is registered after the first look is still shown', async () => {
  const metrics = new Metrics();
  await metrics.text();
  metrics.counter('late', 'Late.', undefined).add('');
  assert.match(await metrics.text(), /^push_harness_late_total 1$/m);
});
