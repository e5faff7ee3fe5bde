import assert from 'node:assert/strict';
import test from 'node:test';
import { NODE, type NodeInput, type NodePhase, nodeTransition } from './node-table.ts';

const PHASES: readonly NodePhase[] = ['down', 'deferred', 'rehab', 'idle'];

/** Every cell of the table that does something, as `phase input → phase: effects`. */
const EXPECTED = [
  'down appeared → rehab: showUp sendAbort',
  'down appearedRunning → deferred: showUp sendAck',
  'down appearedTooOften → rehab: putOffAbort',
  'down appearedRunningTooOften → deferred: ',
  'deferred mayAbort → rehab: sendAbort',
  'deferred moved → deferred: sendAck',
  'rehab moved → rehab: sendAck',
  'idle moved → idle: sendAck',
  'deferred replaced → down: tellJobsDown',
  'rehab replaced → down: tellJobsDown',
  'idle replaced → down: tellJobsDown',
  'idle unknownJob → rehab: sendAbort',
  'idle rehabOrdered → rehab: sendAbort',
  'rehab abortDue → rehab: sendAbort',
  'deferred aborted → idle: showAvailable offerToWaitingJob',
  'rehab aborted → idle: showAvailable offerToWaitingJob',
  'idle aborted → idle: offerToJobInProgress',
  'deferred answered → deferred: offerToJob',
  'rehab answered → rehab: offerToJob',
  'idle answered → idle: offerToJob',
  'deferred silent → down: showDown tellJobsDown',
  'rehab silent → down: showDown tellJobsDown',
  'idle silent → down: showDown tellJobsDown',
  'deferred shutOut → down: showDown tellJobsDown',
  'rehab shutOut → down: showDown tellJobsDown',
  'idle shutOut → down: showDown tellJobsDown',
];

test('every cell does what the protocol says, and the others do nothing', () => {
  const inputs = Object.keys(NODE) as NodeInput[];
  const cells = inputs.flatMap((input) =>
    PHASES.map((phase) => {
      const next = nodeTransition(phase, input);
      return `${phase} ${input} → ${next.phase}: ${next.effects.join(' ')}`;
    }),
  );
  const quiet = inputs.flatMap((input) => PHASES.map((phase) => `${phase} ${input} → ${phase}: `));
  assert.deepEqual(
    cells.filter((cell) => !quiet.includes(cell)),
    EXPECTED,
  );
});
