import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { DiffedPlace, DiffResults } from '../conformance/diff/diff-results.ts';
import { diffLines } from './diff/diff-lines.ts';
import { plain } from './output/paint.ts';
import { runHere, runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('a comparison needs two targets, each once', async (context) => {
  const none = await runHere(context, ['diff']);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /needs two targets, and none is given: give --target FILE for each/);
  const one = await runHere(context, ['diff', '--target', 'a.yaml']);
  assert.match(one.stderr, /one is given, a\.yaml/);
  const twice = await runHere(context, ['diff', '--target', 'a.yaml', '--target', 'a.yaml']);
  assert.match(twice.stderr, /A target is given twice/);
});

test('a file that is not there, and a scenario that there is not, are named before anything is driven', async (context) => {
  const folder = temporaryFolder(context);
  const target = 'dialect: documented\nin-process: true\n';
  writeFileSync(join(folder, 'a.yaml'), `name: one\n${target}`);
  writeFileSync(join(folder, 'b.yaml'), `name: two\n${target}`);
  const words = ['diff', '--target', 'a.yaml', '--target'];
  const missing = await runHereIn(folder, [...words, 'none.yaml']);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /Cannot read the target none\.yaml/);
  const unknown = await runHereIn(folder, [...words, 'b.yaml', 'QUORUM-999']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /QUORUM-999/);
});

test('a fleet is driven in place of scenarios, at servers with an address, and without restarts', async (context) => {
  const folder = temporaryFolder(context);
  for (const name of ['a', 'b'])
    writeFileSync(join(folder, `${name}.yaml`), `name: ${name}\ndialect: documented\nin-process: true\n`);
  const fleet = 'apiVersion: push-harness/v1\nkind: Fleet\nname: tiny\ngroups: [{ name: web, count: 1 }]\n';
  writeFileSync(join(folder, 'tiny.yaml'), fleet);
  const restart = 'events: [{ at: 1s, restart_server: { down: 1s } }]\n';
  writeFileSync(join(folder, 'restart.yaml'), `${fleet}target: { self: {} }\n${restart}`);
  const words = ['diff', '--target', 'a.yaml', '--target', 'b.yaml', '--fleet'];
  const both = await runHereIn(folder, [...words, 'tiny.yaml', 'quorum']);
  assert.match(both.stderr, /two kinds of script; give quorum or --fleet/);
  const here = await runHereIn(folder, [...words, 'tiny.yaml']);
  assert.equal(here.code, 2);
  assert.match(here.stderr, /a is a server in this process, and a fleet needs one with an address/);
  const restarts = await runHereIn(folder, [...words, 'restart.yaml']);
  assert.match(restarts.stderr, /The fleet tiny has an event restart_server/);
});

test('a server that nobody runs ends it with 3, and nothing was compared', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'a.yaml'), 'name: one\ndialect: documented\nin-process: true\n');
  const gone =
    'server: http://127.0.0.1:9\norganisation: dev\nroles: { admin: { user: admin, key: k.pem } }\n';
  for (const name of ['b', 'c']) writeFileSync(join(folder, `${name}.yaml`), `name: ${name}\n${gone}`);
  const { generateKeyPairSync } = await import('node:crypto');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  writeFileSync(join(folder, 'k.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const { code, stderr } = await runHereIn(folder, [
    'diff',
    '--target',
    'b.yaml',
    '--target',
    'c.yaml',
    'QUORUM-001:3',
  ]);
  assert.equal(code, 3, stderr);
  assert.match(stderr, /127\.0\.0\.1:9.*Nothing was compared\./s);
});

const PLACE: DiffedPlace = {
  script: 'QUORUM-001',
  title: 'a title',
  kind: 'request',
  place: 'GET /x as admin',
  step: 2,
  at: 'status',
  sides: [
    { target: 'a', value: { status: 200 } },
    { target: 'long', value: null },
  ],
  alone: 'long',
};

const RESULTS: DiffResults = {
  version: 1,
  verdict: 'different',
  targets: [
    { label: 'a', dialect: 'documented', scripts: 9 },
    { label: 'long', dialect: 'documented', scripts: 9 },
  ],
  compared: 9,
  differences: [PLACE, { ...PLACE, script: 'FEEDS-001', kind: 'feed' }],
  unstable: [],
  passing: [{ ...PLACE, script: 'JOBS-001' }],
  known: [{ by: 'quirk', name: 'no-head', targets: ['long'], places: 3, scripts: ['REQUESTS-011'] }],
  notCompared: [{ script: 'JOBS-002', why: 'a: it did not run' }],
  hindrances: [],
};

const LOOK = { paint: plain, width: Number.POSITIVE_INFINITY };

test('the first difference is told with both sides, the others by group, and what is known by name', () => {
  assert.deepEqual(diffLines(RESULTS, LOOK, false), [
    'QUORUM-001: a title',
    '  GET /x as admin, number 2, in status; long stands alone',
    '    a     {"status":200}',
    '    long  nothing',
    '',
    '1 more difference of feeds: FEEDS-001 (--all reports them)',
    '',
    'Known differences:',
    '  quirk no-head of long (3 places of REQUESTS-011)',
    '',
    'Not compared: JOBS-002.',
    'Different once, and the second time the same: JOBS-001.',
    'a and long differ in 2 places of 2 scripts, seen twice; 9 scripts compared.',
  ]);
});

test('what has no difference says whether something known differs, and with --all every difference is told', () => {
  const same = { ...RESULTS, verdict: 'same', differences: [], passing: [], notCompared: [] } as const;
  assert.equal(
    diffLines(same, LOOK, false).at(-1),
    'a and long do the same in 9 scripts, but for what is known.',
  );
  assert.equal(diffLines({ ...same, known: [] }, LOOK, false).at(-1), 'a and long do the same in 9 scripts.');
  const all = diffLines(RESULTS, LOOK, true);
  assert.ok(all.includes('FEEDS-001: a title') && !all.some((line) => line.includes('more difference')));
});
