import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { CAN_FIND_PROCESSES, newMark } from '../testing/marked-processes.ts';
import { records, runTestProgram, startTestProgram } from '../testing/push-harness.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const FREE_PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];

/** Six nodes in two processes, online at a server of their own. */
async function sharedFleet(context: TestContext) {
  const folder = temporaryFolder(context);
  await startTestProgram(context, ['serve', '--json', ...FREE_PORTS], { folder }).event('ready');
  const mark = newMark();
  const words = ['simulate', '--nodes', '6', '--workers', '2', '--key-pool', '2', '--json'];
  const running = startTestProgram(context, words, { folder, env: mark.env });
  await running.event('online');
  const { pids } = await running.event('starting');
  return { folder, mark, running, pids: pids as readonly number[] };
}

test('SIGINT ends nodes that several processes share, and their clients are deleted', async (context) => {
  const { folder, running, pids } = await sharedFleet(context);
  assert.equal(pids.length, 2);
  running.signal('SIGINT');
  const { code, stdout, stderr } = await running.ended;
  assert.equal(code, 130, stderr);
  const { counters } = records(stdout).find(({ event }) => event === 'stopped') ?? {};
  assert.equal(Object(counters)['sent.aborted'], 6);
  const clients = await runTestProgram(context, ['client', 'list'], { folder });
  assert.equal(clients.code, 0, clients.stderr);
  assert.doesNotMatch(clients.stdout, /\S/, 'no client of a node is left');
});

const options = { skip: CAN_FIND_PROCESSES ? false : 'processes cannot be looked at here' };

test('a worker that is killed ends the others with an error that names it', options, async (context) => {
  const { mark, running, pids } = await sharedFleet(context);
  process.kill(pids[1] ?? 0, 'SIGKILL');
  const { code, stderr } = await running.ended;
  assert.equal(code, 1);
  assert.match(stderr, /^Worker 2 of 2 \(process \d+\) with 3 nodes ended unexpectedly: SIGKILL\.$/m);
  assert.match(stderr, /could not be deleted\. Worker 2 of 2 ended before it could do so\.$/m);
  await mark.untilNone(10_000);
});
