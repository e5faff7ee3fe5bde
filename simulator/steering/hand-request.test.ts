import assert from 'node:assert/strict';
import test from 'node:test';
import { suggestNearest } from '../testing/suggest-nearest.ts';
import { readHandRequest } from './hand-request.ts';

function read(request: unknown) {
  return readHandRequest(JSON.stringify(request), suggestNearest);
}

test('what is told is read with its units', () => {
  const told = (request: object) => {
    const found = read({ v: 1, ...request });
    return found.ok ? found.request : assert.fail(found.problem);
  };
  assert.deepEqual(told({ act: 'status' }), { act: 'status' });
  assert.deepEqual(told({ act: 'scale', nodes: -5, relative: true }), {
    ...{ act: 'scale', nodes: -5, isRelative: true, group: undefined },
  });
  assert.deepEqual(told({ act: 'kill', who: '5%', for: '1m30s' }), {
    ...{ act: 'kill', who: '5%', group: undefined, returnsAfterMs: 90_000 },
  });
  assert.deepEqual(told({ act: 'behave', who: 'web', behaviours: ['failing', { slow: { delayMs: 5 } }] }), {
    ...{ act: 'behave', who: 'web', group: undefined },
    behaviours: ['failing', { name: 'slow', options: { delayMs: 5 } }],
  });
  const fault = told({ act: 'new_fault', fault: { messages: { types: ['commit'], lose: 50 } }, for: '2s' });
  assert.equal(
    fault.act === 'new_fault' && fault.rule.fault.kind === 'messages' && fault.rule.fault.lose,
    0.5,
  );
});

test('what is no request is a sentence, whatever it is', () => {
  for (const [request, problem] of [
    [null, /^the request is empty/],
    [[], /^the request is \[\]/],
    [{ act: 'scale' }, /^v is missing/],
    [{ v: 2, act: 'scale', nodes: 1 }, /^v is 2: give 1: the versions differ/],
    [{ v: 1, act: 'scael', nodes: 1 }, /^act is "scael": did you mean scale\?/],
    [{ v: 1, act: 'constructor' }, /^act is "constructor"/],
    [{ v: 1, act: 'scale' }, /^nodes is missing: give a whole number/],
    [{ v: 1, act: 'scale', nodes: 1e9 }, /^nodes is 1000000000: give a whole number, at most 100000/],
    [{ v: 1, act: 'scale', nodes: 1, grup: 'a' }, /^grup is not known: did you mean group\?/],
    [{ v: 1, act: 'kill', who: 'a', for: 'ever' }, /^for is "ever": give a duration/],
    [{ v: 1, act: 'kill', who: 'a'.repeat(10_001) }, /^who is "aaa/],
    [
      { v: 1, act: 'behave', who: 'a', behaviours: ['slwo'] },
      /^behaviours\.0 is "slwo": did you mean slow\?/,
    ],
    [{ v: 1, act: 'new_fault', fault: { stall: {}, drop: {} } }, /^the fault needs one of latency/],
    [{ v: 1, act: 'new_fault', fault: {} }, /^the fault needs one of latency/],
  ] as const) {
    const found = read(request);
    assert.match(found.ok ? 'read' : found.problem, problem);
  }
  for (const line of ['', '{', '\u0000', '[[[[', '"a"', '1'])
    assert.equal(readHandRequest(line, suggestNearest).ok, false, line);
});
