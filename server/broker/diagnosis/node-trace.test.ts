import assert from 'node:assert/strict';
import test from 'node:test';
import { NodeTraces } from './node-trace.ts';

test('made-up names push out each other, but no node that proved who it is', () => {
  const traces = new NodeTraces({ maxKnown: 2, maxStrangers: 2 });
  traces.known('dev', 'web1');
  for (const name of ['a', 'b', 'c']) traces.stranger('dev', name);
  assert.equal(traces.find('dev', 'a'), undefined);
  assert.ok(traces.find('dev', 'c'));
  assert.ok(traces.find('dev', 'web1'));
});

test('the node seen longest ago makes room for a new one', () => {
  const traces = new NodeTraces({ maxKnown: 2, maxStrangers: 2 });
  for (const name of ['web1', 'web2', 'web1', 'web3']) traces.known('dev', name);
  assert.equal(traces.find('dev', 'web2'), undefined);
  assert.ok(traces.find('dev', 'web1'));
});

test('what was known of a stranger is kept when it proves who it is', () => {
  const traces = new NodeTraces();
  const trace = traces.stranger('dev', 'web1');
  assert.equal(traces.findKnown('dev', 'web1'), undefined);
  assert.equal(traces.known('dev', 'web1'), trace);
  assert.equal(traces.stranger('dev', 'web1'), trace);
});
