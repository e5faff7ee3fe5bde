import type { JobSummary } from '../job/job-record.ts';
import type { Body, Dialect, EventIds, NodeView } from './dialect.ts';
import { type EventDataShape, eventData } from './event-data.ts';
import { jobCapture, jobDates, jobPlace, nodesByStatus } from './job-body.ts';

const EVENT_DATA: EventDataShape = { saysNoCapture: true, userAfter: 'node_count' };

/** Bodies as the shipped server gives them, their keys in its order. Source: protocol §2. */
export const pushyServer: Dialect = {
  name: 'pushy-server',
  challenge: 'X-Ops-Sign version="1.0" version="1.1"',
  exampleTypes: [],
  tooLarge: (maxBytes) => ({ error: `JSON must be no more than ${maxBytes} bytes.` }),
  createdJob: ({ uri }) => ({ uri }),
  job: (job, { includeFile }) => ({
    nodes: nodesByStatus(job.nodes, ({ status }) => status),
    ...summary(job, includeFile),
  }),
  jobList: { of: 'summaries', body: (jobs) => jobs.map((job) => summary(job, false)) },
  nodeStates: (nodes) =>
    nodes
      .filter((node) => node.heartbeating)
      .map((node) => ({ node_name: node.name, availability: availability(node) })),
  nodeState: (node) => ({
    node_name: node.name,
    status: node.heartbeating ? 'online' : 'offline',
    availability: availability(node),
  }),
  isDescribed: false,
  offersConnect: false,
  eventIds: (feed) => countedEventIds(feed),
  jobEvent: (event) => eventData(event, EVENT_DATA),
  orgEvent: (event) => eventData(event, EVENT_DATA),
};

/** All of a job but its nodes; options that were not given are left out. */
function summary(job: JobSummary, includeFile: boolean): Body {
  const { command, runTimeoutSeconds, env, file } = job.request;
  return {
    id: job.id,
    command,
    status: job.status,
    run_timeout: runTimeoutSeconds,
    ...jobDates(job),
    ...jobPlace(job),
    ...(env !== undefined && { env }),
    ...jobCapture(job),
    ...(file !== undefined && (includeFile ? { file } : { file_specified: true })),
  };
}

function availability(node: NodeView): 'available' | 'unavailable' {
  return node.available ? 'available' : 'unavailable';
}

/** Ids that count the events of a feed from 1: `job-1`, `org-1`. */
function countedEventIds(feed: 'job' | 'org'): EventIds {
  const pattern = new RegExp(`^${feed}-([1-9]\\d{0,14})$`);
  return {
    of: ({ number }) => `${feed}-${number}`,
    summary: `${feed}-1`,
    startOfHistory: 'start_id',
    place(id) {
      const digits = pattern.exec(id)?.[1];
      return digits === undefined ? undefined : Number(digits);
    },
  };
}
