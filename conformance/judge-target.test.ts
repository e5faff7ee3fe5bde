import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { ServerUnreachable } from '../protocol/client/errors.ts';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { type JudgedTarget, type JudgeTargetOptions, judgeTarget, planConformance } from './judge-target.ts';
import type { RunSelection } from './plan/plan.ts';
import { FEATURES_ROOT } from './scenarios/load-features.ts';
import { ConformUsageError, TargetUnreachable } from './target-file/errors.ts';
import { readTarget } from './target-file/read-target.ts';
import { TARGET_VARIABLE } from './target-file/resolved-target.ts';
import type { TargetFile } from './target-file/target-file.ts';
import { type AttemptOutcome, fakeCucumber } from './testing/fake-cucumber.ts';

const FILE = join(FEATURES_ROOT, 'features/targets/in-process-documented.yaml');
const TARGET = readTarget(readFileSync(FILE, 'utf8'), FILE, () => undefined);

const outDir = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
after(() => rmSync(outDir, { recursive: true }));
const keyFile = join(outDir, 'admin.pem');
const pair = newKeyPair();
writeFileSync(keyFile, pair.privateKey, { mode: 0o600 });

const SELECTION: RunSelection = {
  words: ['QUORUM-007'],
  rerun: undefined,
  wantsTags: () => true,
  level: 'extension',
  shard: undefined,
  patienceMs: 300_000,
};

interface Change {
  readonly target?: Partial<TargetFile>;
  readonly selection?: Partial<RunSelection>;
  readonly signal?: AbortSignal;
  readonly failFast?: boolean;
}

function judged(
  outcome: AttemptOutcome | JudgeTargetOptions['run'],
  change: Change = {},
): Promise<JudgedTarget> {
  const { target, selection, ...others } = change;
  const run = typeof outcome === 'string' ? fakeCucumber(() => outcome) : outcome;
  return judgeTarget({
    target: { ...TARGET, ...target },
    selection: { ...SELECTION, ...selection },
    retry: 0,
    failFast: false,
    parallel: 1,
    outDir,
    tool: { name: 'push-jobs-harness', version: '0.0.0' },
    commandLine: ['conform', 'QUORUM-007'],
    env: {},
    signal: new AbortController().signal,
    suggest: (word, words) => words.find((each) => each.startsWith(word.slice(0, -1))),
    ...others,
    ...(run !== undefined && { run, drawKeys: async () => [pair, pair] }),
  });
}

const EXCUSED = { knownFailures: [{ id: 'QUORUM-007', reason: 'it cannot count' }] };

test('0: every must that ran has passed, and the reports are there', async () => {
  assert.equal((await judged('PASSED')).exitCode, 0);
  const written = ['report.html', 'results.json', 'junit.xml', 'messages.ndjson', 'summary.md', 'badge.json'];
  for (const name of [...written, 'annotations.txt', 'rerun.txt', 'environment.json', 'facts.json'])
    assert.ok(existsSync(join(outDir, name)), name);
});

test('0: what fails is known to fail', async () => {
  const { exitCode, results } = await judged('FAILED', { target: EXCUSED });
  assert.equal(exitCode, 0);
  assert.equal(results.counts['known failure'], 1);
});

test('1: a must failed, and is to be run again', async () => {
  assert.equal((await judged('FAILED')).exitCode, 1);
  assert.equal(readFileSync(join(outDir, 'rerun.txt'), 'utf8'), 'QUORUM-007\n');
});

test('1: a known failure that has expired is a failure', async () => {
  const knownFailures = EXCUSED.knownFailures.map((each) => ({ ...each, expires: '2001-01-01' }));
  assert.equal((await judged('FAILED', { target: { knownFailures } })).exitCode, 1);
});

test('2: an id that no scenario has, wherever it stands, and what was probably meant', async () => {
  const wanted = (error: unknown): boolean =>
    error instanceof ConformUsageError &&
    error.message.includes('QUORUM-0079') &&
    error.message.includes('did you mean QUORUM-007?');
  await assert.rejects(judged('PASSED', { selection: { words: ['QUORUM-0079'] } }), wanted);
  await assert.rejects(judged('PASSED', { selection: { rerun: ['QUORUM-0079'] } }), wanted);
  const knownFailures = [{ id: 'QUORUM-0079', reason: 'x' }];
  await assert.rejects(judged('PASSED', { target: { knownFailures } }), wanted);
});

test('3: a target that cannot be reached or started proves nothing', async () => {
  const roles = { admin: { user: 'admin', key: keyFile } };
  const nobody = { kind: 'external', url: 'http://127.0.0.1:1' } as const;
  await assert.rejects(judged('PASSED', { target: { roles, server: nobody } }), ServerUnreachable);
  const server = {
    kind: 'process',
    folder: tmpdir(),
    command: [process.execPath, '-e', 'console.error("no such port")'],
    keys: [],
    settings: {},
  } as const;
  await assert.rejects(
    judged('PASSED', { target: { roles, server } }),
    (error) => error instanceof TargetUnreachable && error.message.includes('no such port'),
  );
});

test('4: a known failure that passes is stale', async () => {
  const { exitCode, results } = await judged('PASSED', { target: EXCUSED });
  assert.equal(exitCode, 4);
  assert.equal(results.counts['unexpected pass'], 1);
});

test('4: nothing ran', async () => {
  assert.equal((await judged('PASSED', { selection: { wantsTags: () => false } })).exitCode, 4);
});

test('70: a step that is none is our own fault', async () => {
  const { exitCode, results } = await judged('UNDEFINED');
  assert.equal(exitCode, 70);
  assert.equal(results.counts.error, 1);
});

test('70: a crash of our own runner leaves a report of what was judged, and the rest to be run again', async () => {
  const crash: JudgeTargetOptions['run'] = async (options) => {
    const judgeOne = fakeCucumber((name) => {
      if (name !== first) options.onCrash?.('a process of push-harness ended (SIGKILL)');
      first ??= name;
      return name === first ? 'PASSED' : 'SKIPPED';
    });
    await judgeOne(options);
  };
  let first: string | undefined;
  const { exitCode, results } = await judged(crash, { selection: { words: ['QUORUM-007', 'QUORUM-008'] } });
  assert.equal(exitCode, 70);
  assert.equal(results.counts.passed, 1);
  assert.equal(results.hindrance?.by, 'harness');
  assert.match(results.hindrance?.why ?? '', /^a process of push-harness ended \(SIGKILL\)/);
  const [left] = readFileSync(join(outDir, 'rerun.txt'), 'utf8').split('\n');
  assert.match(left ?? '', /^QUORUM-00[78]/);
});

test('a run whose runner crashed after a must has failed is told by that failure', async () => {
  const crash: JudgeTargetOptions['run'] = async (options) => {
    await fakeCucumber(() => 'FAILED')(options);
    options.onCrash?.('a process of push-harness ended (SIGKILL)');
  };
  assert.equal((await judged(crash)).exitCode, 1);
});

test('130: what was done before the signal is in the report', async () => {
  const interrupting = new AbortController();
  const run = fakeCucumber((_, { env }) => {
    const { stopFile } = JSON.parse(readFileSync(env[TARGET_VARIABLE] ?? '', 'utf8')) as { stopFile: string };
    if (existsSync(stopFile)) return 'SKIPPED';
    interrupting.abort('SIGINT');
    return 'PASSED';
  });
  const { exitCode, results } = await judged(run, {
    signal: interrupting.signal,
    selection: { words: ['QUORUM-007', 'QUORUM-008'] },
  });
  assert.equal(exitCode, 130);
  assert.equal(results.interrupted, true);
  assert.equal(results.counts.passed, 1);
});

test('after a failure that is not known nothing begins, where that was asked for', async () => {
  const run = fakeCucumber((_, { env }) => {
    const { stopFile } = JSON.parse(readFileSync(env[TARGET_VARIABLE] ?? '', 'utf8')) as { stopFile: string };
    return existsSync(stopFile) ? 'SKIPPED' : 'FAILED';
  });
  const selection = { words: ['QUORUM-007', 'QUORUM-008'] };
  assert.equal((await judged(run, { selection })).results.counts.failed > 1, true);
  assert.equal((await judged(run, { selection, failFast: true })).results.counts.failed, 1);
});

test('scenarios of Cucumber itself, against the server in its process', async () => {
  const { exitCode, results } = await judged(undefined, { selection: { words: ['REQUESTS-132'] } });
  assert.equal(results.counts.passed, 1, JSON.stringify(results.problems));
  assert.equal(exitCode, 0);
});

test('a plan says what would run without running it', async () => {
  const { selected, notRun } = await planConformance({
    target: TARGET,
    selection: SELECTION,
    suggest: () => undefined,
    signal: new AbortController().signal,
  });
  assert.deepEqual(
    selected.map(({ id }) => id),
    ['QUORUM-007'],
  );
  assert.ok(notRun.every(({ reason }) => reason !== ''));
});
