import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { readFleet } from '../fleet-file/read-fleet.ts';
import type { PlannedJob } from '../plan/job-series.ts';
import { planFleet } from '../plan/plan.ts';
import type { FleetOperations } from './fleet-operations.ts';
import type { JobOutcome } from './job-outcome.ts';
import { runPlan } from './run-plan.ts';

interface Trial {
  /** What was done, with the second it was done in. */
  readonly log: string[];
  readonly ended: Promise<void>;
  readonly stop: () => void;
  advance(seconds: number): Promise<void>;
}

/** How long a job takes and how many of its nodes fail, by its label. */
type JobScript = (job: PlannedJob) => { readonly seconds: number; readonly failed?: number };

function tryOut(
  yaml: string,
  script: JobScript = () => ({ seconds: 1 }),
  isGivenUp = false,
  asked?: readonly string[],
): Trial {
  const head = 'apiVersion: push-harness/v1\nkind: Fleet\nname: f\nready_within: 20s\n';
  const file = readFleet(head + yaml, { file: 'f', suggest: () => undefined });
  const clock = new SimulatedClock(0);
  const log: string[] = [];
  const note = (text: string) => log.push(`${clock.now() / 1_000} ${text}`);
  let cameUp: () => void = () => undefined;
  const operations: FleetOperations = {
    addNodes: async (nodes) => {
      note(`add ${nodes.length}`);
      if (nodes.some((node) => node.group === 'slow'))
        await new Promise((resolve) => clock.after(3_000, () => resolve(undefined)));
      if (nodes.some((node) => node.group === 'refused')) throw new Error('refused');
      // a second later what they said last has been heard for sure
      clock.after(1_000, () => nodes.some((node) => node.group === 'never') || cameUp());
    },
    untilAvailable: (_count, signal) =>
      new Promise((resolve) => {
        cameUp = resolve;
        signal.addEventListener('abort', () => resolve());
      }),
    runJob: (job, signal) =>
      new Promise((resolve) => {
        const { seconds, failed = 0 } = script(job);
        const end = (how: 'complete' | 'unfinished') =>
          resolve({
            label: job.label,
            end: how,
            nodes: job.nodes.length,
            job: job.rule.name,
            runs: [
              {
                succeeded: job.nodes.length - failed,
                runsFailed: failed,
                voteSeconds: [],
                runSeconds: [],
              },
            ],
            unavailable: 0,
          });
        clock.after(seconds * 1_000, () => end('complete'));
        signal.addEventListener('abort', () => end('unfinished'));
      }),
    leave: (nodes) => note(`leave ${nodes.length}`),
    stageBegins: async (atMs) => {
      note(`stage of ${atMs}`);
    },
    askedByJobs: () => asked?.map((name) => ({ name, group: 'web' })),
    kill: (nodes) => note(`kill ${nodes.length}`),
    behave: (nodes) => note(`behave ${nodes.length}`),
    fault: (index, isOn) => note(`fault ${index} ${isOn ? 'on' : 'off'}`),
    hook: () => Promise.reject(new Error('no such program')),
    restartServer: async () => {
      note('restart');
    },
  };
  const controller = new AbortController();
  if (isGivenUp) controller.abort();
  const ended = runPlan({
    plan: planFleet(file, 1),
    file,
    operations,
    clock,
    signal: controller.signal,
    listener: {
      begun: () => note('begun'),
      late: (seconds) => seconds >= 1 && note(`late by ${seconds}`),
      jobStarted: (job) => note(`start ${job.label} on ${job.nodes.length}`),
      jobEnded: (outcome: JobOutcome) => note(`${outcome.end} ${outcome.label}`),
      batchesStopped: (rule) => note(`stopped ${rule}`),
      faultChanged: (fault, isOn) => note(`${fault.name} ${isOn ? 'begun' : 'over'}`),
      eventDone: (event, error) => error !== undefined && note(`${event.kind} failed`),
    },
  }).then(() => {
    note('over');
  });
  return {
    log,
    ended,
    stop: () => controller.abort(),
    advance: async (seconds) => {
      for (let step = 0; step < seconds * 10; step++) {
        await settled();
        clock.advance(100);
      }
      await settled();
    },
  };
}

/** Lets everything that has resolved go on. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

const WEB = 'groups: [{ name: web, count: 10 }]\n';

test('the times of jobs and events count from when all nodes are up', async () => {
  const trial = tryOut(`${WEB}jobs: [{ name: a, command: x, at: [0s, 2s] }]
events: [{ at: 500ms, kill: { percent: 20 } }, { at: 4s, hook: [x] }]\n`);
  await trial.advance(10);
  await trial.ended;
  assert.deepEqual(trial.log, [
    '0 add 10',
    '2 begun',
    '2 start a#1 on 10',
    '2.5 kill 2',
    '3 complete a#1',
    '4 start a#2 on 10',
    '5 complete a#2',
    '6 hook failed',
    '6 over',
  ]);
});

test('what comes later than its time is told', async () => {
  const trial = tryOut(
    'groups: [{ name: slow, count: 3, start: { per_second: 1 } }]\njobs: [{ name: a, command: x, at: [0s] }]\n',
  );
  await trial.advance(30);
  await trial.ended;
  assert.deepEqual(
    trial.log.filter((line) => !line.includes('a#1')),
    ['0 add 1', '3 late by 2', '3 add 1', '6 late by 4', '6 add 1', '11 begun', '12 over'],
  );
});

test('nodes that never come are waited for as long as the file says', async () => {
  const trial = tryOut('groups: [{ name: never, count: 2 }]\njobs: [{ name: a, command: x }]\n');
  await trial.advance(30);
  await trial.ended;
  assert.deepEqual(trial.log, ['0 add 2', '21 begun', '21 start a#1 on 2', '22 complete a#1', '22 over']);
});

test('faults begin and end at their times, and the run does not wait for them', async () => {
  const trial = tryOut(
    `${WEB}jobs: [{ name: a, command: x }]
faults:
  - { stall: {}, from: 1s, to: 9s, nodes: { percent: 10 } }
  - { name: slow, latency: { delay: 5ms }, to: 500ms }\n`,
    () => ({ seconds: 2 }),
  );
  await trial.advance(10);
  await trial.ended;
  assert.deepEqual(trial.log.slice(2), [
    '2 fault 1 on',
    '2 slow begun',
    '2 start a#1 on 10',
    '2.5 fault 1 off',
    '2.5 slow over',
    '3 fault 0 on',
    '3 stall-1 begun',
    '4 complete a#1',
    '4 over',
  ]);
});

test('a ramp can go on while jobs run', async () => {
  const trial = tryOut(
    'begin: start\ngroups: [{ name: web, count: 2, start: { over: 4s } }]\njobs: [{ name: a, command: x }]\n',
  );
  await trial.advance(10);
  await trial.ended;
  assert.deepEqual(trial.log, [
    '0 begun',
    '0 add 1',
    '0 start a#1 on 2',
    '1 complete a#1',
    '2 add 1',
    '3 over',
  ]);
});

test('a constant rate does not wait, back to back does', async () => {
  const yaml = (when: string) => `${WEB}duration: 3s\njobs: [{ name: a, command: x, ${when} }]\n`;
  const starts = async (when: string) => {
    const trial = tryOut(yaml(when), () => ({ seconds: 2.5 }));
    await trial.advance(12);
    await trial.ended;
    return trial.log.filter((line) => line.includes('start')).map((line) => line.split(' ')[0]);
  };
  assert.deepEqual(await starts('every: 1s'), ['2', '3', '4']);
  assert.deepEqual(await starts('back_to_back: true'), ['2', '4.5']);
});

test('batches stop when more nodes have failed than the limit allows', async () => {
  const yaml = (limit: number) =>
    `${WEB}jobs: [{ name: roll, command: x, batches: { percent: 20, fail_limit: ${limit} } }]\n`;
  const run = async (limit: number) => {
    const trial = tryOut(yaml(limit), (job) => ({ seconds: 1, failed: job.label === 'roll#2' ? 2 : 0 }));
    await trial.advance(20);
    await trial.ended;
    return trial.log
      .filter((line) => /complete|stopped/.test(line))
      .map((line) => line.split(' ').slice(1).join(' '));
  };
  assert.deepEqual(await run(1), ['complete roll#1', 'complete roll#2', 'stopped roll']);
  assert.equal((await run(2)).length, 5);
});

test('behind the duration nothing new begins, and what is under way is waited for a while', async () => {
  const trial = tryOut(
    `${WEB}duration: 3s\nwind_down: 2s\njobs: [{ name: a, command: x, every: 2s }]\n`,
    () => ({
      seconds: 4,
    }),
  );
  await trial.advance(20);
  await trial.ended;
  assert.deepEqual(trial.log.slice(2), [
    '2 start a#1 on 10',
    '4 start a#2 on 10',
    '6 complete a#1',
    '7 unfinished a#2',
    '7 over',
  ]);
});

test('a duration without jobs is kept', async () => {
  const trial = tryOut(`${WEB}duration: 30s\n`);
  await trial.advance(40);
  await trial.ended;
  assert.equal(trial.log.at(-1), '32 over');
});

test('a signal ends the run at once, whatever it is doing', async () => {
  const comingUp = tryOut(WEB);
  await comingUp.advance(1);
  comingUp.stop();
  await comingUp.ended;
  assert.deepEqual(comingUp.log, ['0 add 10', '1 over']);

  const running = tryOut(`${WEB}duration: 1h\njobs: [{ name: a, command: x, at: 0s }]\n`, () => ({
    seconds: 60,
  }));
  await running.advance(5);
  running.stop();
  await running.ended;
  assert.deepEqual(running.log.slice(-2), ['5 unfinished a#1', '5 over']);
});

test('a run that was given up before it began does nothing', async () => {
  const trial = tryOut(WEB, undefined, true);
  await trial.ended;
  assert.deepEqual(trial.log, ['0 over']);
});

test('a registration that fails is the end of the run', async () => {
  const yaml = 'groups: [{ name: refused, count: 1 }]\n';
  await assert.rejects(tryOut(yaml).ended, /refused/);
  await assert.rejects(tryOut(`begin: start\nduration: 1h\n${yaml}`).ended, /refused/);
});

test('nodes come and leave in their stages', async () => {
  const trial = tryOut(
    'nodes: [{ to: 3, over: 3s }, { hold: 4s }, { to: 1 }, { hold: 2s }, { to: 2 }, { hold: 1s }]\ngroups: [{ name: web, percent: 100 }]\n',
  );
  await trial.advance(40);
  await trial.ended;
  assert.deepEqual(trial.log.slice(0, 10), [
    '0 begun',
    '0 stage of 0',
    '0 add 1',
    '1 add 1',
    '2 add 1',
    '3 stage of 3000',
    '7 stage of 7000',
    '7 stage of 7000',
    '7 leave 1',
    '7 leave 1',
  ]);
});

test('jobs go to nodes that are there by hand, and a fault for hands alone has no time', async () => {
  const trial = tryOut(
    `${WEB}jobs: [{ name: a, command: x }]
faults: [{ name: cut, stall: {}, by_hand: true }]
`,
    undefined,
    false,
    ['web-1', 'new-1', 'new-2'],
  );
  await trial.advance(10);
  await trial.ended;
  assert.deepEqual(trial.log, ['0 add 10', '2 begun', '2 start a#1 on 3', '3 complete a#1', '3 over']);
});
