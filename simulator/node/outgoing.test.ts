import assert from 'node:assert/strict';
import test from 'node:test';
import { type CommandOutput, wholeChannel } from '../commands/command.ts';
import { forge, formatNodeMessage } from './outgoing.ts';

const SENDER = { node: 'web1', client: 'web1', org: 'dev', incarnationId: 'life-1' };
const NOW_MS = Date.UTC(2014, 6, 10, 5, 17, 40);

function result(output: CommandOutput, maxBodyBytes: number) {
  const body = formatNodeMessage(
    { type: 'succeeded', jobId: 'job-1', output },
    SENDER,
    1,
    NOW_MS,
    maxBodyBytes,
  );
  return JSON.parse(body) as Record<string, unknown>;
}

test('both channels travel with the result', () => {
  const body = result({ stdout: wholeChannel('out\0\n'), stderr: wholeChannel('') }, 63_000);
  assert.deepEqual([body.stdout, body.stderr, body.type], ['out\0\n', '', 'succeeded']);
});

test('output over the limit is left out, both channels together', () => {
  const half = wholeChannel('x'.repeat(40_000));
  const body = result({ stdout: half, stderr: half }, 63_000);
  assert.deepEqual([body.stdout, body.stderr, body.type], [undefined, undefined, 'succeeded']);
});

test('output that fits is left out where the whole message does not', () => {
  // each takes six bytes in JSON
  const body = result({ stdout: wholeChannel('\0'.repeat(20_000)), stderr: wholeChannel('') }, 63_000);
  assert.equal(body.stdout, undefined);
  const narrow = result({ stdout: wholeChannel('x'.repeat(62_900)), stderr: wholeChannel('') }, 63_000);
  assert.equal(narrow.stdout, undefined);
  const fitting = result({ stdout: wholeChannel('x'.repeat(62_000)), stderr: wholeChannel('') }, 63_000);
  assert.equal(String(fitting.stdout).length, 62_000);
});

test('a channel of which too much came has no text to send', () => {
  const body = result({ stdout: { bytes: 70_000, text: undefined }, stderr: wholeChannel('e') }, 100_000);
  assert.deepEqual([body.stdout, body.stderr], [undefined, 'e']);
});

test('a forged message has other values in the places that are forged, and no others', () => {
  const body = formatNodeMessage({ type: 'ack_run', jobId: 'job-1' }, SENDER, 7, NOW_MS, 63_000);
  const forged = JSON.parse(forge(body, { node: 'web2', jobId: null, timestampByMs: 60_000 }, NOW_MS));
  assert.deepEqual(forged, {
    ...JSON.parse(body),
    node: 'web2',
    job_id: null,
    timestamp: 'Thu, 10 Jul 2014 05:18:40 GMT',
  });
});
