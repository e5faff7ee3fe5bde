import assert from 'node:assert/strict';
import test from 'node:test';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import type { JobInput } from './job-input.ts';
import { RUNNING, type RunningInput, type RunningPhase } from './running.ts';
import { countedAnew, inWords, jobState, TERMINAL_STATUSES } from './testing/job-fixtures.ts';
import { jobTransition } from './transition.ts';

const CRASH = ['crashed', 'rehab web1', 'order rehab web1', 'run_complete web1 crashed'];
const LATE = ['-', 'rehab web1', 'order rehab web1', 'run_complete web1 client_died_while_running'];

/** Next status of web1 (`-`: stays), then events and orders. Written down from the table in protocol §6. */
const EXPECTED: Readonly<Record<RunningInput, Readonly<Record<RunningPhase, readonly string[]>>>> = {
  ack_run: {
    ready: ['running', 'run_start web1'],
    running: ['-'],
    terminal: ['-', 'run_complete web1 client_died_while_running', 'rehab web1', 'order rehab web1'],
  },
  nack_run: {
    ready: ['failed', 'rehab web1', 'order rehab web1', 'run_complete web1 run_nacked'],
    running: ['failed', 'rehab web1', 'order rehab web1', 'run_complete web1 run_nacked_while_running'],
    terminal: LATE,
  },
  succeeded: { ready: CRASH, running: ['succeeded', 'run_complete web1 success'], terminal: LATE },
  failed: { ready: CRASH, running: ['failed', 'run_complete web1 failure'], terminal: LATE },
  down: { ready: CRASH, running: CRASH, terminal: LATE },
  ack_commit: { ready: CRASH, running: CRASH, terminal: LATE },
  nack_commit: { ready: CRASH, running: CRASH, terminal: LATE },
  aborted: { ready: CRASH, running: CRASH, terminal: LATE },
  run_timer: {
    ready: ['timed_out', 'order rehab web1'],
    running: ['timed_out', 'order rehab web1'],
    terminal: ['-'],
  },
  cancelled: {
    ready: ['was_ready', 'order rehab web1'],
    running: ['aborted', 'order rehab web1'],
    terminal: ['-'],
  },
};

const STATUSES: Readonly<Record<RunningPhase, readonly NodeJobStatus[]>> = {
  ready: ['ready'],
  running: ['running'],
  terminal: TERMINAL_STATUSES,
};

/** What ends the job, whatever web1 is in. */
const ENDS: Readonly<Partial<Record<RunningInput, readonly string[]>>> = {
  run_timer: ['finish timed_out'],
  cancelled: ['stopTimer', 'finish aborted'],
};

for (const what of Object.keys(RUNNING) as RunningInput[]) {
  for (const phase of Object.keys(RUNNING[what]) as RunningPhase[]) {
    for (const status of STATUSES[phase]) {
      test(`while running, ${what} of a node that is ${status} does what the table says`, () => {
        // web2 keeps the run going, but for the timer
        const job = jobState('running', { web1: status, web2: 'running' });
        const { job: after, effects } = jobTransition(job, inputOf(what));

        const [next, ...expected] = EXPECTED[what][phase];
        const words = effects.flatMap(inWords).filter((word) => !word.includes('web2'));
        assert.equal(after.nodes.get('web1')?.status, next === '-' ? status : next);
        assert.deepEqual(after.counts, countedAnew(after));
        assert.deepEqual(words, [
          ...(next === '-' ? [] : [`store web1 ${next}`]),
          ...expected,
          ...(ENDS[what] ?? []),
        ]);
        assert.equal(job.nodes.get('web1')?.status, status, 'the state before is left as it was');
        assert.equal(after.status, ENDS[what]?.at(-1)?.split(' ')[1] ?? 'running');
      });
    }
  }
}

function inputOf(what: RunningInput): JobInput {
  if (what === 'run_timer') return { type: 'runTimerFired' };
  if (what === 'cancelled') return { type: 'cancel' };
  return { type: 'node', node: 'web1', what };
}
