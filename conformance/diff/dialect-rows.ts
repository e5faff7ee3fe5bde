import { isDeepStrictEqual } from 'node:util';
import { type Fields, isFields } from '../../protocol/wire/fields.ts';
import type { PlainValue } from './plain-value.ts';
import { sameNodes } from './same-nodes.ts';

/** What the two dialects answer at one place. */
export interface DialectPair {
  readonly documented: PlainValue;
  readonly shipped: PlainValue;
}

/** A difference of the dialects that the protocol lists: both sides without it. Source: protocol §1, §2, §7. */
export interface DialectRow {
  /** As the table of the protocol names it. */
  readonly row: string;
  /** Which places it is about. */
  readonly at: RegExp;
  /** Both sides with what this row allows to differ made the same, and all else left. */
  readonly reconcile: (pair: DialectPair) => DialectPair;
}

const JOB = /\/pushy\/jobs\/[^/]+ |^feed job_status_feed\/.*, summary$/;

/** Every row, in the order in which they are applied. */
export const DIALECT_ROWS: readonly DialectRow[] = [
  {
    row: '§2 POST jobs: an id beside the uri',
    at: /^POST \S+\/pushy\/jobs /,
    reconcile: ({ documented, shipped }) => ({
      documented: inBody(documented, (body) => {
        const { id, ...rest } = body;
        const isSaid = typeof id === 'string' && typeof rest.uri === 'string' && rest.uri.endsWith(`/${id}`);
        return isSaid ? rest : body;
      }),
      shipped,
    }),
  },
  {
    row: '§2 GET jobs: ids, or jobs without their nodes',
    at: /^GET \S+\/pushy\/jobs /,
    reconcile: ({ documented, shipped }) => ({
      documented,
      shipped: withBody(shipped, (body) =>
        Array.isArray(body) && body.every(isFields) && body.every((job) => !('nodes' in job))
          ? body.map(({ id }) => id)
          : body,
      ),
    }),
  },
  {
    row: '§2 GET jobs/ID: words for statuses',
    at: JOB,
    reconcile: (pair) => {
      const [one, other] = [jobIn(pair.documented), jobIn(pair.shipped)];
      return one !== undefined && other !== undefined && sameNodes(one.nodes, other.nodes)
        ? bothJobs(pair, ({ nodes: _, ...rest }) => rest)
        : pair;
    },
  },
  {
    row: '§2 GET jobs/ID: env and file_specified are always there',
    at: JOB,
    reconcile: ({ documented, shipped }) => ({
      documented: inJob(documented, ({ env, file_specified: hasFile, ...rest }) => ({
        ...rest,
        ...(!(isDeepStrictEqual(env, {}) && jobIn(shipped)?.env === undefined) &&
          env !== undefined && { env }),
        ...(hasFile !== false && hasFile !== undefined && { file_specified: hasFile }),
      })),
      shipped,
    }),
  },
  {
    row: '§2 GET node_states: every node with up or down, or those heartbeating with their availability',
    at: /^GET \S+\/pushy\/node_states /,
    reconcile: ({ documented, shipped }) => {
      const [all, now] = [bodyOf(documented), bodyOf(shipped)];
      if (!Array.isArray(all) || !Array.isArray(now)) return { documented, shipped };
      const up = (each: unknown): unknown => (Object(each).status === 'up' ? [Object(each).node_name] : []);
      return {
        documented: withBody(documented, () => all.flatMap(up)),
        shipped: withBody(shipped, () => now.map((each) => Object(each).node_name)),
      };
    },
  },
  {
    row: '§2 GET node_states/NODE: up or down, or online and availability; 404 for a node never seen, or offline',
    at: /^GET \S+\/pushy\/node_states\/[^/ ]+ /,
    reconcile: ({ documented, shipped }) => {
      const [one, other] = [Object(bodyOf(documented)), Object(bodyOf(shipped))];
      const isSame =
        one.node_name === other.node_name && (one.status === 'up') === (other.status === 'online');
      const isUnseen = statusOf(documented) === 404 && other.status === 'offline';
      return (isSame && statusOf(documented) === statusOf(shipped)) || isUnseen
        ? THE_SAME
        : { documented, shipped };
    },
  },
  {
    row: '§2 GET connect/NODE: as node_states/NODE, or 404',
    at: /\/pushy\/connect\//,
    reconcile: (pair) => (statusOf(pair.shipped) === 404 ? THE_SAME : pair),
  },
  {
    row: '§2 status of job_complete in the feed of an organisation: success',
    at: /^feed job_status_feed$/,
    reconcile: ({ documented, shipped }) => ({
      documented: withData(documented, 'job_complete', (data) =>
        data.status === 'success' ? { ...data, status: 'complete' } : data,
      ),
      shipped,
    }),
  },
  {
    row: '§7 start: capture is told when true, or always',
    at: /^feed job_status_feed/,
    reconcile: ({ documented, shipped }) => ({
      documented,
      shipped: withData(shipped, 'start', ({ capture, ...rest }) =>
        capture === false || capture === undefined ? rest : { ...rest, capture },
      ),
    }),
  },
  {
    row: '§1 WWW-Authenticate: version 1.3 is named',
    at: /./,
    reconcile: ({ documented, shipped }) => ({
      documented: withHeader(documented, 'www-authenticate', (text) => text.replace(' version="1.3"', '')),
      shipped,
    }),
  },
  {
    row: '§1 a body that is too large: says the limit in its own words',
    at: /./,
    reconcile: (pair) =>
      statusOf(pair.documented) === 413 && statusOf(pair.shipped) === 413
        ? { documented: withBody(pair.documented, () => ''), shipped: withBody(pair.shipped, () => '') }
        : pair,
  },
  {
    row: '§2 Accept: application/event-stream is read as the right type, or 406',
    at: /\/pushy\/(?:job_status_feed|jobs\/\S+\/output\/)/,
    reconcile: (pair) =>
      statusOf(pair.documented) === 200 && statusOf(pair.shipped) === 406 ? THE_SAME : pair,
  },
  {
    row: '§7 a reader that has the last event already: 204, or the summary',
    at: /\/pushy\/job_status_feed\//,
    reconcile: (pair) =>
      statusOf(pair.documented) === 204 && statusOf(pair.shipped) === 200 ? THE_SAME : pair,
  },
];

/** All of it is explained. */
const THE_SAME: DialectPair = { documented: '', shipped: '' };

function statusOf(value: PlainValue): unknown {
  return isFields(value) ? value.status : undefined;
}

function bodyOf(value: PlainValue): unknown {
  return isFields(value) ? value.body : undefined;
}

function withBody(value: PlainValue, change: (body: unknown) => unknown): PlainValue {
  return isFields(value) && 'body' in value ? { ...value, body: change(value.body) } : value;
}

function inBody(value: PlainValue, change: (body: Fields) => Fields): PlainValue {
  return withBody(value, (body) => (isFields(body) ? change(body) : body));
}

function withData(value: PlainValue, event: string, change: (data: Fields) => Fields): PlainValue {
  return isFields(value) && value.event === event && isFields(value.data)
    ? { ...value, data: change(value.data) }
    : value;
}

function withHeader(value: PlainValue, name: string, change: (text: string) => string): PlainValue {
  if (!isFields(value) || !isFields(value.headers)) return value;
  const { headers } = value;
  const { [name]: text } = headers;
  return typeof text === 'string' ? { ...value, headers: { ...headers, [name]: change(text) } } : value;
}

/** The job that is shown: the body of an answer, or the data of a summary. */
function jobIn(value: PlainValue): Fields | undefined {
  if (!isFields(value)) return undefined;
  const shown = value.event === 'summary' ? value.data : value.body;
  return isFields(shown) ? shown : undefined;
}

function inJob(value: PlainValue, change: (job: Fields) => Fields): PlainValue {
  return isFields(value) && value.event === 'summary'
    ? withData(value, 'summary', change)
    : inBody(value, change);
}

function bothJobs({ documented, shipped }: DialectPair, change: (job: Fields) => Fields): DialectPair {
  return { documented: inJob(documented, change), shipped: inJob(shipped, change) };
}
