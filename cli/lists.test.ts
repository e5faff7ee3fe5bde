import assert from 'node:assert/strict';
import test from 'node:test';
import { METRIC_NAMES } from '../simulator/thresholds/metric-names.ts';
import { COMMANDS } from './commands.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';

async function said(...words: readonly string[]) {
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const host = { stdout, stderr, env: {}, folder: '/', signal: new AbortController().signal };
  assert.equal(await runProgram(words, COMMANDS, host), 0, stderr.text);
  return stdout.lines;
}

test('every metric that a threshold can be about is listed, with the figures it has', async () => {
  const listed = (await said('metrics', '--json')).map((line) => JSON.parse(line));
  const names = listed.flatMap(({ name, figures }) =>
    figures.length === 0 ? [name] : figures.map((figure: string) => `${name}.${figure}`),
  );
  assert.deepEqual(names.toSorted(), METRIC_NAMES.toSorted());
  const lines = await said('metrics');
  assert.ok(lines.some((line) => /^vote_seconds +of complete jobs: /.test(line)));
  assert.ok(lines.some((line) => /^ +\.p50 \.p90 .*\.count$/.test(line)));
});

test('a behaviour is listed with its settings and the words they can have', async () => {
  const lines = await said('behaviours');
  const at = lines.findIndex((line) => line.startsWith('crashing'));
  assert.match(lines[at + 1] ?? '', /^ +when="run" afterMs=0 returnsAfterMs=null$/);
  assert.match(lines[at + 2] ?? '', /^ +when: one of .*run/);
  assert.ok(lines.some((line) => /^ +messages: a list of heartbeat, ack_commit, /.test(line)));
});
