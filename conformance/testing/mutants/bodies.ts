import type { Mutant } from './mutant.ts';

const DIALECT = 'server/dialects/documented.ts';

/** What `GET jobs/ID` shows. Source: seeds, jobs/ID; protocol §2. */
const JOB_FIELDS = [
  ...['id', 'command', 'run_timeout', 'status', 'created_at', 'updated_at', 'nodes', 'user', 'dir', 'env'],
  ...['file_specified', 'file', 'capture_output'],
];

/** A body without one of its fields, whoever asks for it. */
function withoutField(method: string, what: string, field: string, about: readonly string[]): Mutant {
  return {
    name: `body.${what}.${field}`,
    summary: `leaves ${field} out of ${what}`,
    about,
    edits: [
      {
        file: DIALECT,
        append: `{
  const whole = documented.${method};
  documented.${method} = (...asked) => {
    const body = whole(...asked);
    if (body === undefined) return body;
    const cut = (one) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== '${field}'));
    return Array.isArray(body) ? body.map(cut) : cut(body);
  };
}`,
      },
    ],
  };
}

/** A body in which one field has another value. */
function withField(
  method: string,
  what: string,
  field: string,
  value: string,
  about: readonly string[],
): Mutant {
  return {
    name: `body.${what}.${field}.wrong`,
    summary: `shows ${field} of ${what} as ${value}`,
    about,
    edits: [
      {
        file: DIALECT,
        append: `{
  const right = documented.${method};
  documented.${method} = (...asked) => {
    const body = right(...asked);
    return body === undefined || !('${field}' in body) ? body : { ...body, ${field}: ${value} };
  };
}`,
      },
    ],
  };
}

/** The statuses of nodes that the dialect calls otherwise. Source: seeds, jobs/ID. */
const JOBS = ['jobs', 'output', 'feeds', 'timeouts', 'quorum'];
const NODES = ['nodes', 'requests'];

export const BODY_MUTANTS: readonly Mutant[] = [
  ...JOB_FIELDS.map((field) => withoutField('job', 'job', field, JOBS)),
  ...['node_name', 'status', 'updated_at'].flatMap((field) => [
    withoutField('nodeState', 'node-state', field, NODES),
    withoutField('nodeStates', 'node-states', field, NODES),
  ]),
  withField('nodeState', 'node-state', 'status', "'up'", NODES),
  withField('nodeState', 'node-state', 'updated_at', "'Tue, 04 Sep 2012 23:17:56 GMT'", NODES),
  withoutField('createdJob', 'created-job', 'id', JOBS),
  withoutField('createdJob', 'created-job', 'uri', ['jobs', 'requests']),
  withField('job', 'job', 'run_timeout', '3600', JOBS),
  withField('job', 'job', 'created_at', "'Tue, 04 Sep 2012 23:01:02 GMT'", JOBS),
  withField('job', 'job', 'updated_at', 'body.created_at', JOBS),
  withField('job', 'job', 'command', "''", JOBS),
  withField('job', 'job', 'capture_output', 'false', JOBS),
  {
    name: 'body.job.include_file-ignored',
    summary: 'ignores include_file',
    about: JOBS,
    edits: [
      {
        file: 'server/http/jobs.ts',
        find: "queryValue(request, 'include_file') === 'true'",
        replace: 'false',
      },
    ],
  },
  {
    name: 'body.job.always-file',
    summary: 'shows the file of a job to everybody who asks for the job',
    about: JOBS,
    edits: [
      {
        file: 'server/http/jobs.ts',
        find: "queryValue(request, 'include_file') === 'true'",
        replace: 'true',
      },
    ],
  },
  {
    name: 'body.job-list.empty',
    summary: 'lists no jobs',
    about: JOBS,
    edits: [{ file: DIALECT, append: "documented.jobList = { of: 'ids', body: () => [] };" }],
  },
  {
    name: 'body.job-list.reversed',
    summary: 'lists jobs newest first',
    about: JOBS,
    edits: [
      { file: DIALECT, append: "documented.jobList = { of: 'ids', body: (ids) => [...ids].reverse() };" },
    ],
  },
  {
    name: 'body.node-states.only-up',
    summary: 'leaves nodes that are down out of the list of nodes',
    about: NODES,
    edits: [
      {
        file: DIALECT,
        append: `{
  const all = documented.nodeStates;
  documented.nodeStates = (nodes) => all(nodes.filter(({ heartbeating }) => heartbeating));
}`,
      },
    ],
  },
  ...[
    'incarnation_id: incarnationId,',
    'node_fsm_count: nodes.count,',
    'job_processes: jobs.inMemory(),',
  ].map(
    (line): Mutant => ({
      name: `body.server-status.${line.split(':')[0]}`,
      summary: `leaves ${line.split(':')[0]} out of _status`,
      about: ['requests', 'metrics', 'jobs'],
      edits: [{ file: 'server/http/status.ts', find: line, replace: '' }],
    }),
  ),
];
