import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type JudgeTargetOptions, judgeTarget } from '../conformance/judge-target.ts';
import { readTarget } from '../conformance/target-file/read-target.ts';
import { conclusionOf } from '../reports/generators/conformance/conclusion.ts';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { startReferenceServer } from '../server/server.ts';
import { CAN_FIND_PROCESSES, newMark } from './testing/marked-processes.ts';
import { startTestProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { startTestProxy, type TestProxy, type TestProxyOptions } from './testing/test-proxy.ts';

const resultsIn = (folder: string): ConformanceResults =>
  JSON.parse(readFileSync(join(folder, 'report', 'results.json'), 'utf8'));

/** Kills one of the processes of a run in the middle of it. */
async function killed(context: TestContext, program: string) {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'ours.yaml'), 'name: ours\ndialect: documented\nin-process: true\n');
  const mark = newMark();
  const words = ['quorum', '--target', 'ours.yaml', '--parallel', '2', '--out', 'report', '--json'];
  const running = startTestProgram(context, ['conform', ...words], { folder, env: mark.env });
  await running.event('ended');
  const pid = mark
    .processes()
    .find((line) => line.includes(program))
    ?.split(' ')[0];
  assert.ok(pid !== undefined, mark.processes().join('\n'));
  process.kill(Number(pid), 'SIGKILL');
  const ended = await running.ended;
  await mark.untilNone(10_000);
  return { ...ended, results: resultsIn(folder) };
}

test('70: the process that deals out scenarios is killed', { skip: !CAN_FIND_PROCESSES }, async (context) => {
  const { code, stderr, stdout, results } = await killed(context, 'cucumber-process');
  assert.equal(code, 70, stdout + stderr);
  assert.ok(results.counts.passed > 0);
  assert.ok(results.counts['not run'] > 0);
  assert.match(
    results.hindrance?.why ?? '',
    /^the process of push-harness that deals out scenarios ended \(SIGKILL\)/,
  );
  assert.match(
    stderr,
    /Problem: The process of push-harness that deals out scenarios ended \(SIGKILL\).*--rerun/,
  );
});

test('70: a process that runs scenarios is killed', { skip: !CAN_FIND_PROCESSES }, async (context) => {
  const { code, stderr, stdout, results } = await killed(context, 'run_worker');
  assert.equal(code, 70, stdout + stderr);
  assert.ok(results.counts.passed > 0);
  assert.match(
    results.hindrance?.why ?? '',
    /^a process of push-harness that runs scenarios ended \(SIGKILL\) while (\w+-\d+(:\d+)?(, )?)+ (was|were) under way$/,
  );
  assert.match(
    stderr,
    /Problem: A process of push-harness that runs scenarios ended \(SIGKILL\) while .*--rerun/,
  );
});

/** Judges by these musts, one at a time, and waits for nothing for long. */
function optionsOf(ids: readonly string[], folder: string): Omit<JudgeTargetOptions, 'target'> {
  return {
    selection: {
      words: ids,
      rerun: undefined,
      wantsTags: () => true,
      level: 'must',
      shard: undefined,
      patienceMs: 60_000,
    },
    retry: 0,
    failFast: false,
    parallel: 1,
    outDir: join(folder, 'report'),
    tool: { name: 'push-harness', version: 'test' },
    commandLine: ['conform'],
    env: { ...process.env, NODE_V8_COVERAGE: undefined },
    signal: new AbortController().signal,
    suggest: () => undefined,
    goneAfterMs: 500,
  };
}

/** Judges a server through a proxy of which the test says what it does; nothing of it waits for long. */
async function judgedThrough(
  context: TestContext,
  ids: readonly string[],
  options: TestProxyOptions = {},
  onEnded: (proxy: TestProxy) => void = () => {},
) {
  const folder = temporaryFolder(context);
  const server = await startReferenceServer({
    host: '127.0.0.1',
    org: 'dev',
    timings: { heartbeatIntervalMs: 100 },
  });
  const proxy = await startTestProxy(server.url, options);
  try {
    writeFileSync(join(folder, 'admin.pem'), server.bootstrapKeys.admin, { mode: 0o600 });
    const source = `name: fleeting\ndialect: documented\nserver: ${proxy.url}\norganisation: dev\nroles: { admin: { user: admin, key: admin.pem } }\n`;
    return await judgeTarget({
      target: readTarget(source, join(folder, 't.yaml'), () => undefined),
      ...optionsOf(ids, folder),
      onEnded: () => onEnded(proxy),
    });
  } finally {
    await proxy.close();
    await server.stop();
  }
}

test('3: a target that goes away is blamed for nothing that it was not asked', async (context) => {
  const ids = ['QUORUM-001', 'QUORUM-007', 'QUORUM-008', 'JOBS-002'];
  let closing: Promise<void> | undefined;
  const { exitCode, results } = await judgedThrough(context, ids, {}, (proxy) => {
    closing ??= proxy.close();
  });
  await closing;
  assert.deepEqual([results.counts.failed, results.counts.error], [0, 0], JSON.stringify(results.hindrance));
  assert.equal(exitCode, 3);
  assert.equal(results.counts.passed, 1);
  assert.equal(results.hindrance?.by, 'target');
  assert.match(results.hindrance?.why ?? '', /^the target at http:.* no longer answers \(.*ECONNREFUSED/);
  const left = results.scenarios.filter(({ isHindered }) => isHindered);
  assert.ok(left.length >= ids.length - 1);
});

/** Gives nodes a configuration without the key that verifies heartbeats. */
const NO_PUBLIC_KEY: TestProxyOptions = {
  reshape: ({ url = '' }) =>
    url.includes('/pushy/config/') ? (body) => ({ ...Object(body), public_key: undefined }) : undefined,
};

test('1: a configuration that nodes cannot use fails what is about it, and nothing else is judged by it', async (context) => {
  const ids = ['NODES-025', 'QUORUM-007', 'REQUESTS-022:1'];
  const { exitCode, results } = await judgedThrough(context, ids, NO_PUBLIC_KEY);
  const verdicts = ids.map((id) => results.scenarios.find((each) => each.id === id)?.verdict);
  assert.deepEqual(verdicts, ['failed', 'not run', 'passed']);
  assert.equal(exitCode, 1);
  assert.match(
    conclusionOf(results).headline,
    /^Does not conform: 1 of \d musts? failed; the configuration that the target gives a node has no valid public_key: 1 must not judged/,
  );
});

test('3: where nothing is about the configuration, the verdict says that nodes cannot use it', async (context) => {
  const { exitCode, results } = await judgedThrough(context, ['QUORUM-007'], NO_PUBLIC_KEY);
  assert.equal(exitCode, 3);
  assert.match(
    conclusionOf(results).headline,
    /^Nothing was judged; the configuration that the target gives a node has no valid public_key: 1 must not judged$/,
  );
});

test('3: a server that was started for the run and ends by itself is told with how it ended', async (context) => {
  const folder = temporaryFolder(context);
  const file = fileURLToPath(new URL('../features/targets/process-documented.yaml', import.meta.url));
  let pid: number | undefined;
  const { exitCode, results } = await judgeTarget({
    ...optionsOf(['QUORUM-001', 'QUORUM-007'], folder),
    target: readTarget(readFileSync(file, 'utf8'), file, () => undefined),
    onPlan: (_plan, { serverPid }) => {
      pid = serverPid;
    },
    onEnded: () => {
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      pid = undefined;
    },
  });
  assert.deepEqual([results.counts.failed, results.counts.error], [0, 0]);
  assert.equal(exitCode, 3);
  assert.match(results.hindrance?.why ?? '', / no longer answers \(.*\), and its process ended with SIGKILL/);
});
