import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { records, startTestProgram } from '../testing/push-harness.ts';
import { runHereIn } from '../testing/run-here.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** Heartbeats are so far apart that nobody is missed on a busy machine. */
const FLEET = `apiVersion: push-harness/v1
kind: Fleet
name: tiny
seed: 3
target: { self: { heartbeat_interval: 5s } }
groups: [{ name: web, count: 4 }, { name: slow, count: 2, behaviours: [slow] }]
faults: [{ name: cut, stall: {}, nodes: { groups: [slow] }, by_hand: true }]
duration: 1h
`;

/** Says what a fleet is told from another terminal, and what that one ends with. */
function terminal(folder: string, runtime: string) {
  return async (...words: readonly string[]) =>
    runHereIn(folder, ['fleet', ...words], { XDG_RUNTIME_DIR: runtime });
}

async function fleetInTwoProcesses(context: TestContext) {
  const folder = temporaryFolder(context);
  const runtime = temporaryFolder(context);
  writeFileSync(join(folder, 'tiny.yaml'), FLEET);
  const words = ['simulate', '--fleet', 'tiny.yaml', '--workers', '2', '--out', 'report', '--json'];
  const running = startTestProgram(context, words, { folder, env: { XDG_RUNTIME_DIR: runtime } });
  const ready = await running.event('control');
  return { folder, runtime, running, ready, say: terminal(folder, runtime) };
}

test('a fleet in two processes is steered from another terminal, and its report says so', async (context) => {
  const { folder, runtime, running, ready, say } = await fleetInTwoProcesses(context);
  const socket = join(runtime, 'push-harness', readdirSync(join(runtime, 'push-harness'))[0] ?? '');
  assert.equal(ready.socket, socket);
  await running.event('begun');
  const inService = (count: number) =>
    running.event('progress', ({ nodes }) => Object(nodes).available + Object(nodes).busy === count);
  await inService(6);
  assert.equal((await say('list')).stdout, `${ready.pid}\ttiny\t6\t${socket}\n`);
  assert.equal((await say('scale', '-4')).stdout, '4 nodes leave, 2 stay.\n');
  await inService(2);
  assert.equal(
    (await say('scale', '8', '--fleet', String(ready.pid))).stdout,
    '4 nodes come back, 2 nodes come, 8 are there then.\n',
  );
  await inService(8);
  assert.equal((await say('kill', '50%', '--fleet', socket)).stdout, '4 nodes are killed, 4 stay.\n');
  await inService(4);
  assert.equal(
    (await say('behave', 'all', 'failing', 'exitCode=3')).stdout,
    '4 nodes are failing (exitCode=3) from now on.\n',
  );
  assert.match(
    (await say('fault', 'cut', 'for', '1h')).stdout,
    /^Fault cut begins on 2 nodes for 60m: everything held back\.$/m,
  );
  assert.match(
    (await say('fault', 'messages', 'types=commit', 'lose=100', 'nodes=1')).stdout,
    /^Fault messages-1 begins on one node: commit: 100 % lost\.$/m,
  );
  assert.match(
    (await say('status')).stdout,
    /^4 nodes are there, scaled by hand: .*\n.*\n.*\nFault cut is on: everything held back\.\nFault messages-1 is on/m,
  );
  assert.equal((await say('fault', 'cut', 'off')).stdout, 'Fault cut is over.\n');
  running.signal('SIGINT');
  const { code, stdout, stderr } = await running.ended;
  assert.equal(code, 130, stderr);
  assert.equal(existsSync(socket), false);
  const results = JSON.parse(readFileSync(join(folder, 'report/results.json'), 'utf8'));
  assert.deepEqual(
    results.byHand.map(({ order, said }: { order: string; said: string }) => `${order}: ${said}`).slice(0, 4),
    [
      'scale by -4: 4 nodes leave, 2 stay',
      'scale to 8: 4 nodes come back, 2 nodes come, 8 are there then',
      'kill 50%: 4 nodes are killed, 4 stay',
      'behave all: failing (exitCode=3): 4 nodes are failing (exitCode=3) from now on',
    ],
  );
  assert.equal(results.faults[0].name, 'cut');
  assert.ok(results.faults[0].toSeconds > results.faults[0].fromSeconds);
  // nodes that came by hand were asked for
  assert.deepEqual([results.metrics.nodes_requested, results.metrics.nodes_available], [8, 8]);
  assert.equal(records(stdout).filter(({ event }) => event === 'by_hand').length, results.byHand.length);
  assert.match(readFileSync(join(folder, 'report/summary.md'), 'utf8'), /## By hand\n[\s\S]*scale by -4/);
});

test('a fleet of flags is steered as well, and one of no control is not found', async (context) => {
  const folder = temporaryFolder(context);
  const runtime = temporaryFolder(context);
  const env = { XDG_RUNTIME_DIR: runtime };
  const ports = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];
  const serve = ['serve', '--json', '--heartbeat-interval', '5000', ...ports];
  await startTestProgram(context, serve, { folder }).event('ready');
  const say = terminal(folder, runtime);
  const simulate = ['simulate', '--nodes', '3', '--prefix', 'p-', '--key-pool', '1', '--json'];
  const hidden = startTestProgram(context, [...simulate, '--no-control'], { folder, env });
  await hidden.event('online');
  const none = await say('scale', '4');
  assert.deepEqual([none.code, none.stdout], [2, '']);
  assert.match(none.stderr, /^No fleet runs here: push-harness simulate starts one/);
  hidden.signal('SIGINT');
  await hidden.ended;
  const running = startTestProgram(context, [...simulate, '--control', 'own.sock'], { folder, env });
  await running.event('online');
  const own = (...words: readonly string[]) => say(...words, '--fleet', 'own.sock');
  assert.equal((await own('scale', '+1')).stdout, 'One node comes, 4 are there then.\n');
  await running.event('progress', ({ online }) => online === 4);
  const refused = await own('kill', 'q-*');
  assert.deepEqual([refused.code, refused.stdout], [2, '']);
  assert.match(refused.stderr, /^No node that is there is meant by q-\*: give a group/);
  const unknown = await own('behave', 'p-*', 'exec');
  assert.match(unknown.stderr, /^Exec runs real commands, and this fleet was not started with it/);
  const taken = startTestProgram(context, [...simulate, '--control', 'own.sock'], { folder, env });
  const { code, stderr } = await taken.ended;
  assert.equal(code, 2);
  assert.match(stderr, /another process listens at .*own\.sock already; give another path with --control/);
  running.signal('SIGTERM');
  assert.equal((await running.ended).code, 130);
  assert.equal(existsSync(join(folder, 'own.sock')), false);
});

test('what cannot be meant is told before any fleet is asked', async (context) => {
  const say = terminal(temporaryFolder(context), temporaryFolder(context));
  for (const [words, message] of [
    [['scale', 'many'], /^The number of nodes is 'many'; give one such as 300, \+50 or -50/],
    [['scale', 'web', 'slow', '3'], /takes one group and a number/],
    [['behave', 'all', 'slwo'], /^There is no behaviour 'slwo'; did you mean slow\?/],
    [['behave', 'all'], /behaviour/],
    [['kill', 'a', 'b'], /^push-harness fleet kill takes nodes with commas between them/],
    [['kill', 'a', 'for', 'ever'], /^Behind for stands 'ever'; give a duration/],
    [['fault', 'a', 'off', 'now'], /^Behind off nothing can stand/],
    [['scale', '3', '--fleet', '1'], /^Process 1 is no fleet that can be steered; no fleet runs here/],
    [['scale', '3', '--fleet', 'none.sock'], /^No fleet listens at .*none\.sock; push-harness fleet list/],
    [['scael', '3'], /did you mean scale\?/],
  ] as const) {
    const { code, stdout, stderr } = await say(...words);
    assert.deepEqual([code, stdout], [2, ''], stderr);
    assert.match(stderr, message);
  }
});
