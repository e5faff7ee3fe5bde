import type { JobSummary } from '../job/job-record.ts';
import type { Body, Dialect, EventIds, NodeView } from './dialect.ts';
import { eventData } from './event-data.ts';
import { jobCapture, jobHead, jobPlace, nodesByStatus } from './job-body.ts';

const EVENT_DATA = { saysNoCapture: true };

/** Bodies as the shipped server gives them. Source: protocol §2. */
export const pushyServer: Dialect = {
  name: 'pushy-server',
  createdJob: ({ uri }) => ({ uri }),
  job: (job, { includeFile }) => ({
    ...jobHead(job),
    nodes: nodesByStatus(job.nodes, (status) => status),
    ...optionsGiven(job, includeFile),
  }),
  jobList: {
    of: 'summaries',
    body: (jobs) => jobs.map((job) => ({ ...jobHead(job), ...optionsGiven(job, false) })),
  },
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

/** Options that were not given are left out. */
function optionsGiven(job: JobSummary, includeFile: boolean): Body {
  const { env, file } = job.request;
  return {
    ...jobPlace(job),
    ...(env !== undefined && { env }),
    ...(file !== undefined && (includeFile ? { file } : { file_specified: true })),
    ...jobCapture(job),
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
