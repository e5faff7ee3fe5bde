import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { records, runTestProgram } from '../../testing/push-harness.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

const FLEET = `apiVersion: push-harness/v1
kind: Fleet
name: tiny
seed: 3
target: { self: { heartbeat_interval: 2s } }
groups: [{ name: web, count: 6, behaviours: [{ failing: { share: 0.5 } }] }]
jobs: [{ name: converge, command: chef-client, from: 1s, back_to_back: true, times: 3, quorum: 0 }]
`;

/** `HITS` is whom they hit. */
const FAULTS = `faults:
  - { name: slow, latency: { delay: 30ms, jitter: 10ms }, nodes: HITS }
  - { name: narrow, bandwidth: { bytes_per_second: 50000 }, channel: command, nodes: HITS }
  - { name: late, messages: { types: [ack_commit], delay: 50, delay_by: 20ms }, nodes: HITS, to: 1h }
`;

test('faults at 0 % change no decision; those that hit somebody are told, and stand in the report', async (context) => {
  const folder = temporaryFolder(context);
  const run = async (name: string, faults: string) => {
    writeFileSync(join(folder, `${name}.yaml`), FLEET + faults);
    const words = ['simulate', '--fleet', `${name}.yaml`, '--out', name, '--json'];
    const { code, stdout, stderr } = await runTestProgram(context, words, { folder });
    assert.equal(code, 0, stderr);
    const fileOf = (file: string) => readFileSync(join(folder, name, file), 'utf8');
    return {
      stdout,
      fileOf,
      decisions: fileOf('decisions.txt'),
      results: JSON.parse(fileOf('results.json')),
    };
  };
  const without = await run('without', '');
  const atNobody = await run('nobody', FAULTS.replaceAll('HITS', '{ percent: 0 }'));
  const atAll = await run('all', FAULTS.replaceAll('HITS', '{ percent: 100 }'));
  assert.match(without.decisions, /failed/);
  assert.equal(atNobody.decisions, without.decisions);
  assert.equal(atAll.decisions, without.decisions, 'what is only late is decided the same');

  const told = records(atAll.stdout).filter(({ event }) => event === 'fault');
  assert.deepEqual(
    told.map(({ fault, nodes, on }) => [fault, nodes, on]),
    [
      ['slow', 6, true],
      ['narrow', 6, true],
      ['late', 6, true],
    ],
  );
  assert.equal(atAll.results.faults[0].about, 'latency of 30 to 40 ms');
  assert.match(
    atAll.fileOf('summary.md'),
    /\| late \| ack_commit: 50 % late by 20 ms \| 6 \| .* \| the end \|/,
  );
  assert.match(
    atAll.fileOf('plan.txt'),
    /^fault narrow from 0 ms to the end: .* on the command channel: web-/m,
  );
});

test('nodes that cannot be told are missing in the job, whatever process they live in', async (context) => {
  const folder = temporaryFolder(context);
  const fleet = `apiVersion: push-harness/v1
kind: Fleet
name: halves
seed: 3
target: { self: { heartbeat_interval: 2s, voting_timeout: 2s } }
groups: [{ name: web, count: 6 }]
jobs: [{ name: converge, command: chef-client, from: 1s, quorum: 0 }]
faults: [{ name: cut, drop: { direction: to_nodes }, channel: command, nodes: { percent: 50 } }]
`;
  writeFileSync(join(folder, 'halves.yaml'), fleet);
  const words = ['simulate', '--fleet', 'halves.yaml', '--workers', '2', '--out', 'report'];
  const { code, stderr } = await runTestProgram(context, words, { folder });
  assert.equal(code, 0, stderr);
  const { jobs, faults } = JSON.parse(readFileSync(join(folder, 'report/results.json'), 'utf8'));
  assert.deepEqual([jobs[0].end, jobs[0].nodes, jobs[0].succeeded], ['complete', 6, 3]);
  assert.deepEqual([faults[0].name, faults[0].nodes], ['cut', 3]);
});
