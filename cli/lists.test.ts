import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { METRIC_NAMES } from '../simulator/thresholds/metric-names.ts';
import { runHere } from './testing/run-here.ts';

async function said(context: TestContext, ...words: readonly string[]) {
  const { code, stdout, stderr } = await runHere(context, words);
  assert.equal(code, 0, stderr);
  return stdout.trimEnd().split('\n');
}

test('every metric that a threshold can be about is listed, with the figures it has', async (context) => {
  const listed = (await said(context, 'metrics', '--json')).map((line) => JSON.parse(line));
  const names = listed.flatMap(({ name, figures }) =>
    figures.length === 0 ? [name] : figures.map((figure: string) => `${name}.${figure}`),
  );
  assert.deepEqual(names.toSorted(), METRIC_NAMES.toSorted());
  const lines = await said(context, 'metrics');
  assert.ok(lines.some((line) => /^vote_seconds +of complete jobs: /.test(line)));
  assert.ok(lines.some((line) => /^ +\.p50 \.p90 .*\.count$/.test(line)));
});

test('a behaviour is listed with its settings and the words they can have', async (context) => {
  const lines = await said(context, 'behaviours');
  const at = lines.findIndex((line) => line.startsWith('crashing'));
  assert.match(lines[at + 1] ?? '', /^ +when="run" afterMs=0 returnsAfterMs=null$/);
  assert.match(lines[at + 2] ?? '', /^ +when: one of .*run/);
  assert.ok(lines.some((line) => /^ +messages: a list of heartbeat, ack_commit, /.test(line)));
});
