import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import { systemClock } from '../../protocol/time/clock.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { asTimePasses } from '../testing/as-time-passes.ts';
import { newRunner, startOn, withRunner } from '../testing/command-runner.ts';
import { HeldPipe } from '../testing/held-pipe.ts';
import { gone, isAlive } from '../testing/living.ts';
import type { ProcessControl } from './cleanup/process-control.ts';
import type { ProcessId } from './cleanup/process-id.ts';
import type { CommandResult } from './command.ts';
import { JobFiles } from './job-files.ts';

const outOf = (result: CommandResult) => [result.output?.stdout.text, result.output?.stderr.text];

test('both channels come exactly as they were written', async () => {
  await withRunner(async (start) => {
    const result = await start(String.raw`printf 'Đ€\0\001no end'; printf 'e\n' >&2; exit 3`).ended;
    assert.equal(result.exitCode, 3);
    assert.deepEqual(outOf(result), ['Đ€\0\u0001no end', 'e\n']);
    assert.deepEqual(outOf(await start('true').ended), ['', '']);
  });
});

test('bytes that are no UTF-8 become U+FFFD, and the count is that of the bytes', async () => {
  await withRunner(async (start) => {
    const { output } = await start(String.raw`printf 'a\377b'`).ended;
    assert.deepEqual(output?.stdout, { bytes: 3, text: 'a\u{FFFD}b' });
  });
});

test('output that nobody asked for is not captured', async () => {
  await withRunner(async (start) => {
    assert.deepEqual(await start('echo hello', { capture: false }).ended, { exitCode: 0 });
  });
});

test('more output than is kept is counted', async () => {
  await withRunner(
    async (start) => {
      const over = await start('head -c 1001 /dev/zero; echo e >&2').ended;
      assert.deepEqual(over.output?.stdout, { bytes: 1_001, text: undefined });
      assert.equal(over.output?.stderr.text, 'e\n');
      const flood = await start('head -c 5000000 /dev/zero').ended;
      assert.deepEqual(flood.output?.stdout, { bytes: 5_000_000, text: undefined });
      const whole = await start('head -c 1000 /dev/zero').ended;
      assert.equal(whole.output?.stdout.text?.length, 1_000);
    },
    { maxOutputBytes: 1_000 },
  );
});

test('a command sees its environment, its directory, and its file', async () => {
  await withRunner(async (start) => {
    const order = { env: { FOO: 'bears' }, dir: '/', file: 'raw:echo "I like $FOO"' };
    const result = await start(
      'pwd; sh "$CHEF_PUSH_JOB_FILE"; echo "$CHEF_PUSH_JOB_ID on $CHEF_PUSH_NODE_NAME"',
      order,
    ).ended;
    assert.equal(result.output?.stdout.text, '/\nI like bears\njob-1 on web1\n');
  });
});

test('a command runs as the user of its job', async () => {
  // only root can be somebody else; in a container, whoever runs this may have no name
  const { status, stdout } = spawnSync('id', ['-un'], { encoding: 'utf8' });
  const own = status === 0 ? stdout.trim() : undefined;
  const user = process.getuid?.() === 0 ? 'nobody' : own;
  await withRunner(async (start) => {
    if (user === undefined) {
      assert.match((await start('true', { user: 'root' }).ended).failure ?? '', /EPERM/);
      return;
    }
    const { output } = await start('id -un; cat "$CHEF_PUSH_JOB_FILE"; printf %s "$USER"', {
      user,
      file: 'raw:mine\n',
    }).ended;
    assert.equal(output?.stdout.text, `${user}\nmine\n${user}`);
  });
});

test('files of jobs are gone with the fleet', async () => {
  let path = '';
  await withRunner(async (start) => {
    const { output } = await start('printf %s "$PUSHY_JOB_FILE"', { file: 'raw:x' }).ended;
    path = output?.stdout.text ?? '';
    assert.ok(existsSync(path));
  });
  assert.ok(!existsSync(dirname(path)));
});

test('a command that cannot be started says why', async () => {
  await withRunner(async (start) => {
    const gone = await start('true', { dir: '/nowhere/at/all' }).ended;
    assert.equal(gone.exitCode, null);
    assert.match(gone.failure ?? '', /ENOENT/);
    assert.match((await start('a\0b').ended).failure ?? '', /null bytes/);
    assert.match((await start('true', { user: 'nobody-of-that-name' }).ended).failure ?? '', /no user/);
  });
});

test('a killed command takes its children with it, those that ignore the first signal too', async (context) => {
  await withRunner(async (start) => {
    const pipe = new HeldPipe(context);
    const { running, ended } = start(
      `exec 3>>${pipe.path}; (trap '' TERM; sh -c 'echo $$ >&3; exec sleep 1000'; sleep 1000) & echo $$ >&3; wait`,
    );
    const pids = (await pipe.lines(2)).map(Number);
    assert.ok(pids.every((pid) => pid > 0 && isAlive(pid)));
    running.kill();
    assert.equal((await ended).exitCode, null);
    await pipe.closed();
  });
});

test('what a command leaves in the background ends with it', async () => {
  await withRunner(async (start) => {
    const { output, exitCode } = await start('sleep 1000 & echo $!').ended;
    assert.equal(exitCode, 0);
    await gone([Number(output?.stdout.text)]);
  });
});

test('what has left the group does not hold up the end', async () => {
  await withRunner(async (start) => {
    const { output, exitCode } = await start('setsid sleep 2 & echo here').ended;
    assert.deepEqual([exitCode, output?.stdout.text], [0, 'here\n']);
  });
});

test('only so many run at once, and one that waits can be killed', async () => {
  await withRunner(
    async (start) => {
      const first = start('sleep 1000');
      const waiting = start('echo never');
      waiting.running.kill();
      assert.deepEqual(await waiting.ended, { exitCode: null });
      const next = start('echo next');
      first.running.kill();
      await first.ended;
      assert.equal((await next.ended).output?.stdout.text, 'next\n');
    },
    { concurrency: 1 },
  );
});

test('the end of the fleet is the end of all commands', async () => {
  let ended: Promise<CommandResult>[] = [];
  await withRunner(async (start) => {
    ended = [start('sleep 1000').ended, start('sleep 1000').ended];
  });
  assert.deepEqual(
    (await Promise.all(ended)).map((result) => result.exitCode),
    [null, null],
  );
});

/** What can be wrong with a machine whose processes are not ended, by what a look at it finds. */
const BLIND: Readonly<Record<string, (leader: ProcessId) => readonly ProcessId[]>> = {
  'that is not found': () => [],
  'that nothing ends': (leader) => [leader],
  'on a machine that cannot be looked at': () => {
    throw new Error('too many open files');
  },
};

for (const [what, look] of Object.entries(BLIND)) {
  test(`a killed command ${what} is given up, and the next one runs`, async (context) => {
    const warn = context.mock.method(process, 'emitWarning', () => undefined);
    const clock = new SimulatedClock();
    let seen = look;
    const machine: ProcessControl = {
      look: async () => (target) => target.leaders.flatMap((leader) => seen(leader)),
      signal: () => undefined,
      identify: (pid) => ({ pid, startedAt: '' }),
    };
    const runner = newRunner({ clock, machine, concurrency: 1, files: new JobFiles(systemClock) });
    const start = startOn(runner);
    const pipe = new HeldPipe(context);
    const stuck = start(`exec 3>>${pipe.path}; echo $$ >&3; exec sleep 1000`);
    const [pid] = (await pipe.lines(1)).map(Number);
    assert.ok(pid);
    context.after(async () => {
      process.kill(pid, 'SIGKILL');
      await gone([pid]);
    });
    stuck.running.kill();
    const { exitCode, failure } = await asTimePasses(clock, stuck.ended);
    assert.equal(exitCode, null);
    const sentence = `a command runs on as process ${pid} although it was killed: exec 3>>${pipe.path}`;
    assert.ok(failure?.startsWith(sentence), failure);
    assert.equal(warn.mock.calls.at(-1)?.arguments[0], failure);
    assert.ok(isAlive(pid));
    assert.equal((await asTimePasses(clock, start('echo next').ended)).output?.stdout.text, 'next\n');
    seen = () => [];
    await asTimePasses(clock, runner.stop());
  });
}
