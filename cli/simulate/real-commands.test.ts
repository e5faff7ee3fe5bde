import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { HeldPipe } from '../../simulator/testing/held-pipe.ts';
import { CAN_FIND_PROCESSES, newMark } from '../testing/marked-processes.ts';
import { records, runTestProgram, startTestProgram } from '../testing/push-harness.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const FREE_PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];
const NODES = 4;
const options = { skip: CAN_FIND_PROCESSES ? false : 'processes cannot be told by their environment here' };

const PATIENCE_MS = 120_000;

/** Says that it is there, is deaf to SIGTERM, and stays. */
const STAY = "trap '' TERM; echo here >&3; exec sleep 1000";

/** A fleet in two processes, online at a server of its own, whose temporary files are in a folder of their own. */
async function fleetInTwoProcesses(context: TestContext) {
  const folder = temporaryFolder(context);
  const serve = ['serve', '--json', '--heartbeat-interval', '100', ...FREE_PORTS];
  await startTestProgram(context, serve, { folder }).event('ready');
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const mark = newMark();
  const words = ['--nodes', String(NODES), '--workers', '2', '--key-pool', '2', '--exec', '--allow-root'];
  const fleet = startTestProgram(context, ['simulate', ...words, '--json'], {
    folder,
    env: { ...mark.env, TMPDIR: temporary },
  });
  await fleet.event('online');
  const { pids } = await fleet.event('starting');
  const status = await runTestProgram(context, ['node', 'status', '--json'], { folder });
  const names = records(status.stdout).map(({ node }) => String(node));
  writeFileSync(join(folder, 'script'), STAY);

  /** Starts the job on all nodes; resolves when all that it starts is there. */
  const startJob = async (...options: readonly string[]) => {
    const pipe = new HeldPipe(context);
    const line = 'exec 3>>"$PIPE"; setsid sh "$CHEF_PUSH_JOB_FILE" & wait';
    const env = JSON.stringify({ PIPE: pipe.path });
    const ended = runTestProgram(
      context,
      ['job', 'start', line, ...names, '--file', 'script', '--with-env', env, ...options],
      { folder },
    );
    await pipe.lines(NODES);
    // those of an earlier job stay as long as the fleet
    assert.ok(filesOfJobs(temporary).length >= NODES);
    return { pipe, ended };
  };
  return { fleet, workers: pids as readonly number[], mark, temporary, startJob };
}

function filesOfJobs(temporary: string): readonly string[] {
  return foldersOfFleets(temporary).flatMap((folder) => readdirSync(join(temporary, folder)));
}

function foldersOfFleets(temporary: string): readonly string[] {
  return readdirSync(temporary).filter((name) => name.startsWith('push-harness-'));
}

test('a job that is over its time ends what it has started, and so does Ctrl-C', options, async (context) => {
  const { fleet, startJob, mark, temporary } = await fleetInTwoProcesses(context);
  const first = await startJob('--timeout', '5');
  await first.pipe.closed();
  assert.equal((await first.ended).code, 1);
  const { pipe } = await startJob('--nowait');
  fleet.signal('SIGINT');
  await pipe.closed();
  assert.equal((await fleet.ended).code, 130);
  await mark.untilNone(PATIENCE_MS);
  assert.deepEqual(foldersOfFleets(temporary), []);
});

for (const killed of ['the process that was started', 'all its workers'] as const) {
  test(`kill -9 of ${killed} leaves no process and no file`, options, async (context) => {
    const { fleet, workers, startJob, mark, temporary } = await fleetInTwoProcesses(context);
    const { pipe } = await startJob('--nowait');
    if (killed === 'all its workers') for (const pid of workers) process.kill(pid, 'SIGKILL');
    else fleet.signal('SIGKILL');
    await pipe.closed();
    await mark.untilNone(PATIENCE_MS);
    assert.deepEqual(foldersOfFleets(temporary), []);
  });
}
