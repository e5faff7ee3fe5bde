import type { NodeJobStatus } from '../../../protocol/node-job-status.ts';
import { documentedNodeStatus } from '../../../server/dialects/documented-node-status.ts';
import { code, EMPTY_CELL, type MarkdownTable } from './markdown.ts';

/** Whether a node can have the status without having started the command, and with it. */
const CAN_BE: Readonly<Record<NodeJobStatus, { readonly unstarted: boolean; readonly started: boolean }>> = {
  new: { unstarted: true, started: false },
  ready: { unstarted: true, started: false },
  running: { unstarted: false, started: true },
  succeeded: { unstarted: false, started: true },
  failed: { unstarted: true, started: true },
  aborted: { unstarted: false, started: true },
  unavailable: { unstarted: true, started: false },
  nacked: { unstarted: true, started: false },
  crashed: { unstarted: true, started: true },
  was_ready: { unstarted: true, started: false },
  timed_out: { unstarted: true, started: true },
};

/** What a node's status in a job is called in the dialect `documented`. */
export function nodeStatuses(): MarkdownTable {
  const rows = (Object.keys(CAN_BE) as NodeJobStatus[]).map((status) => {
    const shown = (started: boolean) =>
      CAN_BE[status][started ? 'started' : 'unstarted']
        ? code(documentedNodeStatus({ status, started }))
        : EMPTY_CELL;
    return [code(status), shown(false), shown(true)];
  });
  return [['`pushy-server`', '`documented`, the node has not sent `ack_run`', 'it has'], ...rows];
}
