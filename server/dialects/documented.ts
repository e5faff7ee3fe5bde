import { formatHttpDate } from '../../protocol/time/dates.ts';
import type { NumberedEvent, OrgEvent } from '../feeds/event.ts';
import type { JobRecord } from '../job/job-record.ts';
import type { Body, Dialect, NodeView } from './dialect.ts';
import { documentedEventIds } from './documented-event-ids.ts';
import { documentedNodeStatus } from './documented-node-status.ts';
import { type EventDataShape, eventData } from './event-data.ts';
import { jobCapture, jobDates, jobPlace, nodesByStatus } from './job-body.ts';

const EVENT_DATA: EventDataShape = { saysNoCapture: false, userAfter: 'run_timeout' };

/** Bodies as the published documentation shows them. Source: seeds; protocol §2. */
export const documented: Dialect = {
  name: 'documented',
  challenge: 'X-Ops-Sign version="1.0" version="1.1" version="1.3"',
  exampleTypes: ['application/event-stream'],
  tooLarge: (maxBytes) => ({ error: [`request body too large (must be <= ${maxBytes} bytes)`] }),
  createdJob: ({ id, uri }) => ({ id, uri }),
  job: (job, { includeFile }) => ({
    id: job.id,
    command: job.request.command,
    run_timeout: job.request.runTimeoutSeconds,
    status: job.status,
    ...jobDates(job),
    nodes: nodesByStatus(job.nodes, documentedNodeStatus),
    ...jobPlace(job),
    env: job.request.env ?? {},
    ...fileOf(job, includeFile),
    ...jobCapture(job),
  }),
  jobList: { of: 'ids', body: (ids) => ids },
  nodeStates: (nodes) => nodes.filter(wasSeen).map(stateBody),
  nodeState: (node) => (wasSeen(node) ? stateBody(node) : undefined),
  isDescribed: true,
  offersConnect: true,
  eventIds: documentedEventIds,
  jobEvent: (event) => eventData(event, EVENT_DATA),
  orgEvent: (event) => ({ ...eventData(event, EVENT_DATA), ...plainSuccess(event) }),
};

/** With `include_file` the file stands in place of `file_specified`; a job without one then shows neither. */
function fileOf({ request }: JobRecord, includeFile: boolean): Body {
  if (!includeFile) return { file_specified: request.file !== undefined };
  return request.file === undefined ? {} : { file: request.file };
}

type SeenNode = NodeView & { readonly changedAtMs: number };

function wasSeen(node: NodeView): node is SeenNode {
  return node.changedAtMs !== undefined;
}

function stateBody(node: SeenNode): Body {
  return {
    node_name: node.name,
    status: node.heartbeating ? 'up' : 'down',
    updated_at: formatHttpDate(node.changedAtMs),
  };
}

/** In the organisation's feed alone, the end of a completed job is called a success. */
function plainSuccess({ event }: NumberedEvent<OrgEvent>): Body {
  return event.name === 'job_complete' && event.status === 'complete' ? { status: 'success' } : {};
}
