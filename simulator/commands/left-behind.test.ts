import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../protocol/time/clock.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { asTimePasses } from '../testing/as-time-passes.ts';
import { newRunner, type StartCommand, startOn, withRunner } from '../testing/command-runner.ts';
import { HeldPipe } from '../testing/held-pipe.ts';
import { gone, isAlive } from '../testing/living.ts';
import type { ChildCommand } from '../testing/runner-child.ts';
import { commandMark, MARK_VARIABLE, newFleetMark } from './cleanup/mark.ts';
import { GROUP_CONTROL, TABLE_CONTROL } from './cleanup/process-control.ts';
import { hasProcessTable, seeProcesses } from './cleanup/process-table.ts';
import { JobFiles } from './job-files.ts';

const RUNNER_CHILD = fileURLToPath(new URL('../testing/runner-child.ts', import.meta.url));
const options = { skip: hasProcessTable() ? false : 'processes cannot be told by their environment here' };

/** What commands have in their environment: a pipe to hold, and scripts that say who they are and stay. */
function jobOf(pipe: HeldPipe) {
  const env = {
    PIPE: pipe.path,
    STAY: 'echo $$ >&3; exec sleep 1000',
    STUBBORN: "trap '' TERM; echo $$ >&3; exec sleep 1000",
    STOPPED: 'echo $$ >&3; kill -STOP $$; sleep 1000',
    // ends at once: what it has started has no parent then
    ORPHAN: 'setsid sh -c "$STUBBORN" &',
    // says that it has left the group, which would end with the job
    SERVICE: 'echo up; exec >/dev/null; echo $$ >&3; exec sleep 1000',
  };
  return { env, file: 'raw:the file of a job' };
}

/** Starts a command with the pipe as its descriptor 3, and waits for the number of a process that it writes there. */
async function startHeld(context: TestContext, start: StartCommand, line: string) {
  const pipe = new HeldPipe(context);
  const started = start(`exec 3>>"$PIPE"; ${line}`, jobOf(pipe));
  const [pid = 0] = (await pipe.lines(1)).map(Number);
  assert.ok(isAlive(pid), `process ${pid} is there`);
  return { ...started, pipe, pid };
}

const ESCAPES: Readonly<Record<string, string>> = {
  'has a session of its own': 'setsid sh -c "$STAY" & wait',
  'has a session of its own and does not hear SIGTERM': 'setsid sh -c "$STUBBORN" & wait',
  'has a session of its own and no parent': 'sh -c "$ORPHAN"; sleep 1000',
  'has a session of its own and has been stopped': 'setsid sh -c "$STOPPED" & wait',
  'has a session of its own and another environment': 'setsid env -i sh -c "$STUBBORN" & wait',
  'has another environment and no parent': 'sh -c "env -i sh -c \'$STAY\' &"; sleep 1000',
};

for (const [what, line] of Object.entries(ESCAPES)) {
  test(`an abort ends what ${what}`, options, async (context) => {
    await withRunner(async (start) => {
      const { running, ended, pipe } = await startHeld(context, start, line);
      running.kill();
      assert.equal((await ended).exitCode, null);
      await pipe.closed();
    });
  });
}

test('an abort ends those that start others for as long as they live', options, async (context) => {
  const multiply =
    'trap "" TERM; i=0; while [ $i -lt 2000 ]; do setsid sh -c "$STUBBORN" & i=$((i+1)); done; wait';
  await withRunner(async (start) => {
    const { running, ended, pipe } = await startHeld(context, start, `setsid sh -c '${multiply}' & wait`);
    running.kill();
    await ended;
    await pipe.closed();
  });
});

test('a service outlives the job that has started it, and ends with the fleet', options, async (context) => {
  let service: { readonly pipe: HeldPipe; readonly pid: number } | undefined;
  await withRunner(async (start) => {
    const { ended, pipe, pid } = await startHeld(context, start, '{ setsid sh -c "$SERVICE" & } | read up');
    service = { pipe, pid };
    assert.equal((await ended).exitCode, 0);
    const next = await startHeld(context, start, 'setsid sh -c "$STAY" & wait');
    next.running.kill();
    await next.ended;
    assert.ok(isAlive(pid), 'the abort of another job does not end it');
  });
  await service?.pipe.closed();
  assert.equal(isAlive(service?.pid ?? process.pid), false);
});

test('nobody is signalled who does not carry the mark of the fleet', options, async (context) => {
  const bystander = spawn('sleep', ['1000'], {
    env: { ...process.env, CHEF_PUSH_JOB_ID: 'job-1', [MARK_VARIABLE]: commandMark(newFleetMark(), 1) },
    stdio: 'ignore',
  });
  let hasEnded = false;
  bystander.once('exit', () => {
    hasEnded = true;
  });
  await withRunner(async (start) => {
    const { running, ended } = await startHeld(context, start, 'setsid sh -c "$STUBBORN" & wait');
    running.kill();
    await ended;
  });
  assert.equal(hasEnded, false);
  const exited = once(bystander, 'exit');
  bystander.kill('SIGINT');
  assert.deepEqual(await exited, [null, 'SIGINT'], 'ours is the first signal that it hears');
});

test('where processes cannot be told by their environment their groups end', async (context) => {
  await withRunner(
    async (start) => {
      const { running, ended, pipe } = await startHeld(context, start, 'sh -c "$STUBBORN" & sleep 1000');
      running.kill();
      assert.equal((await ended).exitCode, null);
      await pipe.closed();
    },
    { machine: GROUP_CONTROL },
  );
});

/** A process with a runner whose commands all run; killed without a word. */
async function killedRunner(context: TestContext, lines: readonly string[]) {
  const pipe = new HeldPipe(context);
  const commands: readonly ChildCommand[] = lines.map((line) => [`exec 3>>"$PIPE"; ${line}`, jobOf(pipe)]);
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), RUNNER_CHILD, JSON.stringify(commands)],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const written = await pipe.lines(lines.length);
  const supervisor = await supervisorOf(child.pid ?? 0);
  child.kill('SIGKILL');
  await exited;
  return { pipe, written, supervisor };
}

async function supervisorOf(pid: number): Promise<number> {
  const children = (await seeProcesses()).filter(({ parent }) => parent === pid);
  const supervisors = children.filter((each) =>
    readFileSync(`/proc/${each.pid}/cmdline`, 'utf8').includes('push-harness-supervisor'),
  );
  assert.equal(supervisors.length, 1, 'a fleet has one supervisor, however many commands it runs');
  return supervisors[0]?.pid ?? 0;
}

test('a fleet that is killed leaves no process, no supervisor and no file', options, async (context) => {
  const { pipe, written, supervisor } = await killedRunner(context, [
    'echo "$CHEF_PUSH_JOB_FILE" >&3; sleep 1000',
    'exec sh -c "$STUBBORN"',
    'setsid sh -c "$STUBBORN" & wait',
    'exec env -i sh -c "$STUBBORN"',
    '{ setsid sh -c "$SERVICE" & } | read up',
  ]);
  await pipe.closed();
  await gone([supervisor]);
  const file = written.find((line) => line.startsWith('/')) ?? '';
  assert.match(file, /\/push-harness-[^/]+\/pushy_file[^/]+$/);
  assert.equal(existsSync(dirname(file)), false);
});

/** The temporary folder of a fleet, by the path of a file in it. */
function folderOf(written: readonly string[]): string {
  const file = written.find((line) => line.startsWith('/')) ?? '';
  assert.match(file, /\/push-harness-[^/]+\/pushy_file[^/]+$/);
  assert.ok(existsSync(file));
  return dirname(file);
}

test('what a fleet cannot clean up at its end its supervisor cleans up', options, async (context) => {
  context.mock.method(process, 'emitWarning', () => undefined);
  const clock = new SimulatedClock();
  const look = () => Promise.reject(new Error('too many open files'));
  const runner = newRunner({
    clock,
    files: new JobFiles(systemClock),
    machine: { ...TABLE_CONTROL, look },
  });
  const pipe = new HeldPipe(context);
  startOn(runner)('exec 3>>"$PIPE"; echo "$CHEF_PUSH_JOB_FILE" >&3; exec sleep 1000', jobOf(pipe));
  const folder = folderOf(await pipe.lines(1));
  const supervisor = await supervisorOf(process.pid);
  await assert.rejects(asTimePasses(clock, runner.stop()), /too many open files/);
  await pipe.closed();
  await gone([supervisor]);
  assert.equal(existsSync(folder), false);
});

test(
  'a fleet that a command has started leaves nothing when that command is aborted',
  options,
  async (context) => {
    const pipe = new HeldPipe(context);
    const inner: ChildCommand = [
      'exec 3>>"$PIPE"; echo "$CHEF_PUSH_JOB_FILE" >&3; exec sh -c "$STUBBORN"',
      jobOf(pipe),
    ];
    const env = {
      PIPE: pipe.path,
      NODE: process.execPath,
      TSX: import.meta.resolve('tsx'),
      CHILD: RUNNER_CHILD,
      COMMANDS: JSON.stringify([inner]),
    };
    await withRunner(async (start) => {
      const outer = start(
        'exec 3>>"$PIPE"; echo "fleet $$" >&3; exec "$NODE" --import "$TSX" "$CHILD" "$COMMANDS"',
        {
          env,
        },
      );
      const written = await pipe.lines(3);
      const folder = folderOf(written);
      const fleet = Number(/^fleet (\d+)$/m.exec(written.join('\n'))?.[1]);
      const supervisor = await supervisorOf(fleet);
      outer.running.kill();
      await outer.ended;
      await pipe.closed();
      await gone([supervisor]);
      assert.equal(existsSync(folder), false);
    });
  },
);

test('a supervisor does not end by the signals that end a fleet', options, async (context) => {
  const pipe = new HeldPipe(context);
  await withRunner(async (start) => {
    start('exec 3>>"$PIPE"; setsid sh -c "$STAY" & wait', jobOf(pipe));
    await pipe.lines(1);
    const supervisor = await supervisorOf(process.pid);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(supervisor, signal);
    await start('true').ended;
    assert.equal(await supervisorOf(process.pid), supervisor);
  });
  await pipe.closed();
});

test('one that was killed all the same is replaced with the next command', options, async (context) => {
  await withRunner(async (start) => {
    const first = await startHeld(context, start, 'sh -c "$STAY"');
    const killed = await supervisorOf(process.pid);
    process.kill(killed, 'SIGKILL');
    // its parent has looked at it then
    while (existsSync(`/proc/${killed}`)) await nextTurn();
    await start('true').ended;
    assert.notEqual(await supervisorOf(process.pid), killed);
    assert.ok(isAlive(first.pid));
  });
});
