import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { CAN_FIND_PROCESSES, newMark } from '../../testing/marked-processes.ts';
import { type Running, startTestProgram } from '../../testing/push-harness.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

/**
 * The first command ends when it is asked to, the second one has to be killed; both have children. Nobody is
 * missed on a busy machine: heartbeats are too far apart.
 */
const fleet = (env: Readonly<Record<string, string>>) => `apiVersion: push-harness/v1
kind: Fleet
name: commands
seed: 3
target: { self: { heartbeat_interval: 500ms } }
groups: [{ name: web, count: 4, behaviours: [exec] }]
jobs:
  - { name: polite, command: 'sleep 1001 & sleep 1002', at: 0s, nodes: { count: 2 }, quorum: 0, env: ${JSON.stringify(env)} }
  - { name: stubborn, command: 'trap "" TERM; sleep 1003 & sleep 1004; sleep 1005', at: 100ms, quorum: 0, env: ${JSON.stringify(env)} }
duration: 1h
`;

/** A fleet whose four nodes are in the middle of real commands. */
async function busyFleet(context: TestContext, workers: string) {
  const folder = temporaryFolder(context);
  const mark = newMark();
  // what a command inherits is no more than a client's commands do
  writeFileSync(join(folder, 'commands.yaml'), fleet(mark.env));
  const words = ['simulate', '--fleet', 'commands.yaml', '--out', 'report', '--json', '--allow-root'];
  const running = startTestProgram(context, [...words, '--key-pool', '1', '--workers', workers], {
    folder,
    // what a fleet that is killed leaves in it goes with the test
    env: { ...mark.env, TMPDIR: folder },
  });
  const { pids } = await running.event('starting');
  await running.event('progress', ({ nodes }) => Object(nodes).busy === 4);
  assert.ok(
    mark.processes().some((each) => /sleep 100[15]/.test(each)),
    mark.processes().join('\n'),
  );
  return { running, mark, folder, pids: pids as readonly number[] };
}

/** Again and again, as somebody does who is in a hurry. */
function signalUntilEnded(running: Running): void {
  const timer = setInterval(() => running.signal('SIGINT'), 150);
  void running.ended.then(() => clearInterval(timer));
}

const options = { skip: CAN_FIND_PROCESSES ? false : 'processes cannot be looked at here' };

for (const workers of ['1', '2']) {
  test(
    `one SIGINT ends ${workers} workers, commands and server in order, and writes the report`,
    options,
    async (context) => {
      const { running, mark, folder } = await busyFleet(context, workers);
      running.signal('SIGINT');
      await running.event('ending');
      const { code, stderr } = await running.ended;
      assert.equal(code, 130, stderr);
      const results = JSON.parse(readFileSync(join(folder, 'report/results.json'), 'utf8'));
      assert.deepEqual([results.interrupted, results.environment.workers], [true, Number(workers)]);
      await mark.untilNone(10_000);
    },
  );

  test(
    `a second SIGINT ends ${workers} workers at once, and still nothing is left`,
    options,
    async (context) => {
      const { running, mark, folder } = await busyFleet(context, workers);
      signalUntilEnded(running);
      const { code } = await running.ended;
      assert.equal(code, 130);
      assert.equal(existsSync(join(folder, 'report')), false);
      await mark.untilNone(10_000);
    },
  );
}

test(
  'a worker that is killed ends the run with a report and an error that names it',
  options,
  async (context) => {
    const { running, mark, folder, pids } = await busyFleet(context, '2');
    const [first = 0] = pids;
    process.kill(first, 'SIGKILL');
    const { code, stderr } = await running.ended;
    assert.equal(code, 1);
    assert.match(
      stderr,
      new RegExp(`Worker 1 of 2 \\(process ${first}\\) with 2 nodes ended unexpectedly: SIGKILL\\.`),
    );
    const results = JSON.parse(readFileSync(join(folder, 'report/results.json'), 'utf8'));
    assert.match(results.failure, /^worker 1 of 2/);
    assert.equal(results.interrupted, false);
    await mark.untilNone(10_000);
  },
);

test(
  'a fleet that is killed itself takes its workers, their commands and its server along',
  options,
  async (context) => {
    const { running, mark } = await busyFleet(context, '2');
    running.signal('SIGKILL');
    await running.ended;
    await mark.untilNone(10_000);
  },
);
