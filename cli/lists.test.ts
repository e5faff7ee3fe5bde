import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { BEHAVIOURS } from '../simulator/behaviours/index.ts';
import { METRIC_NAMES } from '../simulator/thresholds/metric-names.ts';
import { runHere } from './testing/run-here.ts';

const optionsOf = ({ defaults }: { readonly defaults: object }) => Object.keys(defaults);

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

test('a behaviour is listed with its options: defaults, a sentence that says what each means, and legal values', async (context) => {
  const lines = await said(context, 'behaviours');
  const at = lines.findIndex((line) => line.startsWith('crashing'));
  assert.match(
    lines[at + 1] ?? '',
    /^ +when="run" {2}When it dies: before its first message \(connected\), /,
  );
  assert.match(lines[at + 2] ?? '', /^ +Give one of connected, aborted, .*run, running\.$/);
  assert.match(lines[at + 3] ?? '', /^ +afterMs=0 {2}How long after that moment it dies, in milliseconds\.$/);
  assert.match(lines[at + 4] ?? '', /^ +Give a number, at least 0\.$/);
  assert.ok(lines.some((line) => /^ +Give a list of heartbeat, ack_commit, /.test(line)));
  assert.equal(lines.filter((line) => /^ +\w+=/.test(line)).length, BEHAVIOURS.flatMap(optionsOf).length);
  const listed = (await said(context, 'behaviours', '--json')).map((line) => JSON.parse(line));
  for (const { name, defaults, meanings } of listed)
    assert.deepEqual(Object.keys(meanings), Object.keys(defaults), name);
});
