import { NODE, type NodeCell, type NodeEffect, type NodeInput } from '../../../server/node/node-table.ts';
import { EMPTY_CELL, type MarkdownTable } from './markdown.ts';

const INPUTS: Readonly<Record<NodeInput, string>> = {
  appeared: 'first message of an incarnation',
  appearedRunning: 'the same, and it runs a command',
  appearedTooOften: 'first message of an incarnation, beyond `max-new-lives`',
  appearedRunningTooOften: 'the same, and it runs a command',
  mayAbort: 'its command has ended, or it is known to hear this server',
  moved: 'message over another connection',
  replaced: 'message of another incarnation',
  unknownJob: 'message about a job that is not in progress',
  rehabOrdered: 'a job orders rehab',
  abortDue: 'one second since the last `abort`',
  aborted: '`aborted`',
  answered: 'any other message about a job',
  silent: 'too few heartbeats',
  shutOut: 'its client is deleted or given another key',
};

const EFFECTS: Readonly<Record<NodeEffect, string>> = {
  showUp: 'is listed',
  showDown: 'is listed no more',
  showAvailable: 'is available',
  sendAbort: 'send `abort`',
  putOffAbort: 'send `abort` when the interval is over',
  sendAck: 'send `ack`',
  tellJobsDown: 'its jobs: down',
  offerToJob: 'to its job',
  offerToJobInProgress: 'to its job if that is in progress',
  offerToWaitingJob: 'to its job if that waits for it',
};

/** What an input does to a node, as the server sees it. */
export function nodes(): MarkdownTable {
  const rows = (Object.keys(NODE) as NodeInput[]).map((input) => {
    const { down, deferred, rehab, idle } = NODE[input];
    return [INPUTS[input], ...[down, deferred, rehab, idle].map(cellText)];
  });
  return [['input', 'down', 'deferred', 'rehab', 'idle'], ...rows];
}

function cellText({ next, effects }: NodeCell): string {
  const parts = [...(next === undefined ? [] : [`→ ${next}`]), ...effects.map((effect) => EFFECTS[effect])];
  return parts.length === 0 ? EMPTY_CELL : parts.join(', ');
}
