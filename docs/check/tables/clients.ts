import { type JobAct, ORDERS, type OrderEvent } from '../../../simulator/node/orders.ts';
import type { JobPhase } from '../../../simulator/node/state.ts';
import { code, EMPTY_CELL, type MarkdownTable } from './markdown.ts';

const EVENTS: Readonly<Record<OrderEvent, string>> = {
  commit: '`commit`',
  commit_accepted: 'the check allows the command',
  commit_refused: 'the check refuses the command',
  run: '`run` of the job in hand, or with none in hand',
  run_of_another_job: '`run` of another job',
  abort: '`abort`',
  command_ended: 'the command has ended',
};

const ACTS: Readonly<Record<JobAct, string>> = {
  check_commit: 'check the command',
  ack_commit: 'send `ack_commit`',
  nack_commit: 'send `nack_commit`',
  start_command: 'start the command',
  ack_run: 'send `ack_run`',
  nack_run: 'send `nack_run`',
  kill_command: 'kill the command',
  result: 'send `succeeded` or `failed`',
  aborted: 'send `aborted`',
};

const PHASES: readonly JobPhase[] = ['idle', 'committed', 'running', 'ending'];

/** What a healthy client does with its job. */
export function orders(): MarkdownTable {
  const rows = (Object.keys(ORDERS) as OrderEvent[]).map((event) => [
    EVENTS[event],
    ...PHASES.map((phase) => {
      const { next, acts } = ORDERS[event][phase];
      const parts = [...(next === undefined ? [] : [`→ ${code(next)}`]), ...acts.map((act) => ACTS[act])];
      return parts.length === 0 ? EMPTY_CELL : parts.join(', ');
    }),
  ]);
  return [['input', ...PHASES.map((phase) => `in hand: ${code(phase)}`)], ...rows];
}
