import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { HandOrder } from '../../simulator/steering/steering.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { askFleet } from './ask-fleet.ts';
import { type ControlSocket, openControl } from './control-server.ts';
import type { FleetStatus } from './fleet-status.ts';

const STATUS: FleetStatus = {
  ...{ pid: 7, fleet: 'f', seed: 1, seconds: 2, there: 3, groups: [], scaledByHand: false, faults: [] },
  nodes: { away: 0, starting: 0, connected: 0, available: 3, busy: 0 },
};

async function opened(
  context: TestContext,
  asked: string | undefined,
  env: Readonly<Record<string, string>> = {},
): Promise<ControlSocket> {
  const control = await openControl(asked, env);
  if ('problem' in control) assert.fail(control.problem);
  context.after(() => control.close());
  return control;
}

/** A fleet that does all that it is told, and notes it. */
function willing(control: ControlSocket): HandOrder[] {
  const told: HandOrder[] = [];
  control.answerFor({
    perform: async (order) => {
      told.push(order);
      return { ok: true, said: `done: ${order.act}` };
    },
    status: () => STATUS,
  });
  return told;
}

/** All that is written back to these bytes until the connection ends, or so many lines have come. */
async function said(path: string, bytes: string, lines: number): Promise<readonly string[]> {
  const socket = connect(path);
  await once(socket, 'connect');
  socket.write(bytes);
  let text = '';
  for await (const chunk of socket) {
    text += chunk;
    if (text.split('\n').length > lines) break;
  }
  return text.trimEnd().split('\n');
}

test("a fleet is told and asked by its socket, which is this user's alone and goes with it", async (context) => {
  const path = join(temporaryFolder(context), 's.sock');
  const control = await openControl(path, {});
  if ('problem' in control) assert.fail(control.problem);
  assert.equal(lstatSync(path).mode & 0o777, 0o600);
  // an order waits for the fleet, a question does not
  const early = askFleet(path, { act: 'kill', who: 'all' });
  assert.match((await askFleet(path, { act: 'status' })).problem ?? '', /about to start/);
  const told = willing(control);
  assert.equal((await early).said, 'done: kill');
  assert.deepEqual((await askFleet(path, { act: 'status' })).status, STATUS);
  assert.deepEqual(told, [{ act: 'kill', who: 'all', group: undefined, returnsAfterMs: undefined }]);
  await control.close();
  assert.equal(existsSync(path), false);
  await assert.rejects(askFleet(path, { act: 'status' }), {
    name: 'UsageError',
    message: `No fleet listens at ${path}; push-harness fleet list shows those there are.`,
  });
});

test('what is no request is answered with the reason, and what comes behind it is done', async (context) => {
  const path = join(temporaryFolder(context), 's.sock');
  const told = willing(await opened(context, path));
  const lines = ['nonsense', '{"v":2,"act":"status"}', '\u0000\ufffd', '', '{"v":1,"act":"scale","nodes":5}'];
  const answers = (await said(path, `${lines.join('\n')}\n`, lines.length)).map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map(({ v, ok }) => [v, ok]),
    [
      [1, false],
      [1, false],
      [1, false],
      [1, false],
      [1, true],
    ],
  );
  assert.match(answers[1].problem, /the versions differ/);
  assert.equal(told.length, 1);
});

test('a request without an end is cut off, whether a line feed comes or not', async (context) => {
  const path = join(temporaryFolder(context), 's.sock');
  const told = willing(await opened(context, path));
  for (const end of ['', '\n']) {
    const [line = ''] = await said(path, `${'x'.repeat(70_000)}${end}`, Number.POSITIVE_INFINITY);
    assert.deepEqual(JSON.parse(line), { v: 1, ok: false, problem: 'a request has 65536 bytes at most' });
  }
  assert.deepEqual(told, []);
  assert.equal((await askFleet(path, { act: 'status' })).ok, true);
});

test('the socket of a dead process gives way, one that lives and a file do not', async (context) => {
  const folder = temporaryFolder(context);
  const path = join(folder, 's.sock');
  await opened(context, path);
  await assert.rejects(openControl(path, {}), {
    name: 'UsageError',
    message: `The fleet cannot be steered: another process listens at ${path} already; give another path with --control, or --no-control.`,
  });
  const file = join(folder, 'file');
  writeFileSync(file, 'precious');
  await assert.rejects(openControl(file, {}), /is there already, and is no socket/);
  await assert.rejects(openControl(join(folder, 'x'.repeat(120)), {}), /the path of a socket 103 at most/);
  await assert.rejects(
    openControl(join(folder, 'nowhere', 's'), {}),
    /a socket cannot be made at .* \(E[A-Z]+\)/,
  );
  const dead = join(folder, 'd.sock');
  const { status } = await import('node:child_process').then(({ spawnSync }) =>
    spawnSync(process.execPath, [
      '-e',
      `require('node:net').createServer().listen(${JSON.stringify(dead)}, () => process.kill(process.pid, 'SIGKILL'))`,
    ]),
  );
  assert.equal(status, null);
  assert.ok(lstatSync(dead).isSocket());
  willing(await opened(context, dead));
  assert.equal((await askFleet(dead, { act: 'status' })).ok, true);
});

test('without a path it is in a folder of this user alone, or nowhere', async (context) => {
  const folder = temporaryFolder(context);
  const env = { XDG_RUNTIME_DIR: folder };
  const control = await opened(context, undefined, env);
  assert.equal(control.path, join(folder, 'push-harness', `fleet-${process.pid}.sock`));
  assert.equal(lstatSync(join(folder, 'push-harness')).mode & 0o777, 0o700);
  const open = join(folder, 'open');
  mkdirSync(join(open, 'push-harness'), { recursive: true });
  chmodSync(join(open, 'push-harness'), 0o755);
  assert.deepEqual(await openControl(undefined, { XDG_RUNTIME_DIR: open }), {
    problem: `${join(open, 'push-harness')} is open to others (chmod 700 mends it)`,
  });
});

test('what listens and is no fleet is told apart from one', async (context) => {
  const path = join(temporaryFolder(context), 's.sock');
  const answers = ['nonsense\n', '{"v":1}\n', '{"v":2,"ok":true}\n', ''];
  const server = createServer((socket) => socket.end(answers.shift() ?? ''));
  server.listen(path);
  await once(server, 'listening');
  context.after(() => server.close());
  for (const message of [
    /no fleet of this version/,
    /no fleet of this version/,
    /no fleet of this version/,
    /without an answer/,
  ])
    await assert.rejects(askFleet(path, { act: 'status' }), { name: 'CheckFailed', message });
});
