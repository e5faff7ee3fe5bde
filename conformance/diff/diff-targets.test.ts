import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { Ajv } from 'ajv';
import type { TargetFile } from '../target-file/target-file.ts';
import { type DriveTarget, diffTargets } from './diff-targets.ts';
import type { DrivenRun } from './driven-run.ts';

const FILE = { server: { kind: 'in-process' } } as TargetFile;

/** What a target answers in each round, by script; undefined where a script says nothing of it. */
type Answers = readonly Readonly<Record<string, string | undefined>>[];

function runOf(answers: Readonly<Record<string, string | undefined>>, hindrance?: string): DrivenRun {
  const scripts = Object.entries(answers).map(([id, value]) => {
    const place = { kind: 'request', place: 'GET /x', seen: [{ value }] } as const;
    const seen = value === undefined ? undefined : new Map([['GET /x', place]]);
    return [id, { id, title: `about ${id}`, seen, why: 'it did not run', quirks: [] }] as const;
  });
  return { dialect: 'documented', scripts: new Map(scripts), hindrance };
}

/** Drives targets that answer so; gives what came of it, and which scripts each was driven by. */
async function diffOf(targets: Readonly<Record<string, Answers>>) {
  const driven: string[] = [];
  const drive: DriveTarget = async ({ label }, scripts, round) => {
    driven.push(`${label} ${round} ${scripts?.join() ?? 'all'}`);
    return runOf(targets[label]?.[round - 1] ?? {});
  };
  const named = Object.keys(targets).map((label) => ({ label, file: FILE }));
  return { driven, ...(await diffTargets(named, drive, new AbortController().signal)) };
}

test('targets that do the same are driven once', async () => {
  const { driven, verdict, compared } = await diffOf({ a: [{ S: '1' }], b: [{ S: '1' }] });
  assert.deepEqual([driven, verdict, compared], [['a 1 all', 'b 1 all'], 'same', 1]);
});

test('a difference is driven again, at every target and by its script alone, before it is one', async () => {
  const { driven, verdict, differences } = await diffOf({
    a: [{ S: '1', T: '1' }, { S: '1' }],
    b: [{ S: '2', T: '1' }, { S: '2' }],
  });
  assert.deepEqual(driven.slice(2), ['a 2 S', 'b 2 S']);
  assert.equal(verdict, 'different');
  assert.deepEqual(differences, [
    {
      ...{ script: 'S', title: 'about S', kind: 'request', place: 'GET /x', step: 1, at: '' },
      sides: [
        { target: 'a', value: '1' },
        { target: 'b', value: '2' },
      ],
    },
  ]);
});

test('what the second time is the same, or differs in another way, accuses nobody', async () => {
  const passing = await diffOf({ a: [{ S: '1' }, { S: '1' }], b: [{ S: '2' }, { S: '1' }] });
  assert.deepEqual([passing.verdict, passing.differences, passing.passing.length], ['same', [], 1]);
  const unstable = await diffOf({ a: [{ S: '1' }, { S: '1' }], b: [{ S: '2' }, { S: '3' }] });
  assert.deepEqual(
    [unstable.verdict, unstable.differences, unstable.unstable.length],
    ['inconclusive', [], 1],
  );
  const gone = await diffOf({ a: [{ S: '1' }, { S: '1' }], b: [{ S: '2' }, { S: undefined }] });
  assert.deepEqual([gone.verdict, gone.unstable.length], ['inconclusive', 1]);
});

test('of three the one that differs from both others stands alone, and of three that all differ none does', async () => {
  const answers = (...values: readonly string[]) =>
    Object.fromEntries(values.map((value, at) => ['abc'[at] ?? '', [{ S: value }, { S: value }]]));
  const aloneIn = async (...values: readonly string[]) =>
    (await diffOf(answers(...values))).differences[0]?.alone;
  assert.equal(await aloneIn('1', '1', '2'), 'c');
  assert.equal(await aloneIn('1', '2', '1'), 'b');
  assert.equal(await aloneIn('2', '1', '1'), 'a');
  assert.equal(await aloneIn('1', '2', '3'), undefined);
});

test('a script that says nothing of a target is listed with the reason, and nothing compared is no success', async () => {
  const { verdict, compared, notCompared } = await diffOf({ a: [{ S: '1' }], b: [{ S: undefined }] });
  assert.deepEqual([verdict, compared], ['inconclusive', 0]);
  assert.deepEqual(notCompared, [{ script: 'S', why: 'b: it did not run' }]);
});

test('a target that goes away ends the comparison, and what was found is not confirmed', async () => {
  const rounds: number[] = [];
  const drive: DriveTarget = async ({ label }, _, round) => {
    rounds.push(round);
    return runOf({ S: label }, label === 'b' ? 'it answers nobody' : undefined);
  };
  const targets = ['a', 'b'].map((label) => ({ label, file: FILE }));
  const { verdict, hindrances } = await diffTargets(targets, drive, new AbortController().signal);
  assert.deepEqual([verdict, hindrances, rounds], ['hindered', ['b: it answers nobody'], [1, 1]]);
});

test('the schema names every field of the results', async () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../reports/assets/diff.schema.json', import.meta.url), 'utf8'),
  );
  const { driven: _, ...results } = await diffOf({
    a: [
      { S: '1', T: '1', U: undefined },
      { S: '1', T: '1' },
    ],
    b: [
      { S: '1', T: '1', U: '1' },
      { S: '1', T: '1' },
    ],
    c: [
      { S: '2', T: '2', U: '1' },
      { S: '2', T: '1' },
    ],
  });
  assert.deepEqual([results.differences.length, results.passing.length], [1, 1]);
  const ajv = new Ajv({ allErrors: true });
  ajv.validate(schema, results);
  assert.equal(ajv.errorsText(), 'No errors');
  assert.deepEqual(Object.keys(schema.properties).toSorted(), Object.keys(results).toSorted());
  const { place } = schema.definitions;
  const [difference] = results.differences;
  assert.ok(difference);
  assert.deepEqual(Object.keys(place.properties).toSorted(), Object.keys(difference).toSorted());
});
