import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { COMMANDS } from './commands.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A run as `results.json` has it, with these verdicts. */
function resultsText(target: string, verdicts: Readonly<Record<string, string>>): string {
  const names = [
    'passed',
    'failed',
    'known failure',
    'unexpected pass',
    'flaky',
    'not applicable',
    'not run',
    'error',
  ];
  const count = (verdict: string) => Object.values(verdicts).filter((each) => each === verdict).length;
  return JSON.stringify({
    version: 1,
    tool: { name: 'push-jobs-harness', version: '1.0.0' },
    startedAt: '2026-11-21T10:00:00.000Z',
    endedAt: '2026-11-21T10:00:10.000Z',
    commandLine: ['conform'],
    interrupted: false,
    target: { name: target, dialect: 'documented', capabilities: [], timings: {} },
    environment: {},
    counts: Object.fromEntries(names.map((name) => [name, count(name)])),
    problems: [],
    unmatched: [],
    scenarios: Object.entries(verdicts).map(([id, verdict], line) => ({
      id,
      name: `scenario ${id}`,
      topic: 'jobs',
      feature: 'Jobs',
      uri: 'features/server/jobs/jobs.feature',
      line,
      level: 'must',
      origins: ['documented'],
      sections: [],
      needs: [],
      verdict,
      durationMs: 1,
      attempts: 1,
      steps: [],
      journal: [],
    })),
  });
}

async function compare(folder: string, ...argv: readonly string[]) {
  const stdout = recordedScreen();
  const stderr = recordedScreen();
  const signal = new AbortController().signal;
  const code = await runProgram(['compare', ...argv], COMMANDS, { stdout, stderr, env: {}, folder, signal });
  return { code, lines: stdout.lines, remarks: stderr.lines };
}

function folderWith(context: TestContext, runs: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(context);
  for (const [name, text] of Object.entries(runs)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'results.json'), text);
  }
  return folder;
}

test('something lost ends with 1 and is told first', async (context) => {
  const folder = folderWith(context, {
    a: resultsText('shop', { 'JOBS-001': 'passed', 'JOBS-002': 'failed', 'JOBS-003': 'passed' }),
    b: resultsText('shop', { 'JOBS-001': 'failed', 'JOBS-002': 'passed', 'JOBS-003': 'passed' }),
  });
  const { code, lines } = await compare(folder, 'a', 'b');
  assert.equal(code, 1);
  assert.equal(lines[0], '1 scenario lost, 1 gained: b against a');
  const lost = lines.findIndex((line) => /^lost +JOBS-001 +must +passed → failed$/.test(line));
  assert.equal(lines[lost + 1], '  Jobs: scenario JOBS-001', lines.join('\n'));
  assert.equal(lines.at(-1), '1 lost, 1 gained, 0 changed, 0 not compared, 1 same');
});

test('nothing lost ends with 0, and servers are called by their names', async (context) => {
  const folder = folderWith(context, {
    a: resultsText('ours', { 'JOBS-001': 'passed' }),
    b: resultsText('theirs', { 'JOBS-001': 'passed', 'JOBS-002': 'failed' }),
  });
  const { code, lines } = await compare(folder, 'a', join('b', 'results.json'));
  assert.equal(code, 0);
  assert.equal(lines[0], 'Nothing lost: theirs against ours');
});

test('machines get all of it on one line, and the page is written', async (context) => {
  const folder = folderWith(context, {
    a: resultsText('ours', { 'JOBS-001': 'passed' }),
    b: resultsText('theirs', { 'JOBS-001': 'failed' }),
  });
  const { code, lines, remarks } = await compare(folder, 'a', 'b', '--json', '--out', 'page');
  assert.equal(code, 1);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).counts.lost),
    [1],
  );
  assert.ok(remarks[0]?.endsWith(join('page', 'compare.html')), remarks.join());
  assert.match(
    readFileSync(join(folder, 'page/compare.html'), 'utf8'),
    /1 scenario lost: theirs against ours/,
  );
  assert.ok(existsSync(join(folder, 'page/comparison.json')));
});

test('what cannot be compared ends with 2 and a sentence', async (context) => {
  const folder = folderWith(context, {
    a: resultsText('ours', { 'JOBS-001': 'passed' }),
    b: resultsText('theirs', { 'JOBS-002': 'passed' }),
    c: '{}',
  });
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [
      ['a', 'nowhere'],
      /^Cannot read the results\.json at nowhere \(ENOENT: there is no such file\); give a folder that push-harness conform --out wrote\.$/,
    ],
    [['a', 'c'], /^c cannot be compared, it is no results\.json of version 1: .*must have required property/],
    [
      ['a', 'b'],
      /^No scenario was judged in more than one of these runs: compare runs of the same selection\.$/,
    ],
    [['a'], /others/],
  ];
  for (const [argv, sentence] of cases) {
    const { code, remarks } = await compare(folder, ...argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(remarks.join('\n'), sentence);
  }
});
