import { JOB_REQUEST_SCHEMA } from './job-request.ts';
import {
  changes,
  creates,
  httpDate,
  ORG_PARAMETER,
  object,
  path,
  reads,
  readsAs,
  string,
  stringList,
} from './responses.ts';

const TAGS = ['jobs'];
const JOB = { ...ORG_PARAMETER, id: 'Id of the job, 32 hex digits.' } as const;

/** A job as it is shown. Source: seeds, jobs/ID. */
const JOB_BODY = {
  title: 'Job',
  ...object(
    {
      id: string('Id of the job, 32 hex digits.'),
      command: string('The command that is run.'),
      run_timeout: { type: 'integer', description: 'Seconds that the run may take.' },
      status: {
        description:
          'aborted: the job was aborted; complete: it ran to its end, see nodes for each; crashed: the server stopped ' +
          'while it ran; new: nobody was asked yet; quorum_failed: the command was run nowhere; running: the command ' +
          'is running; timed_out: it took too long; voting: the nodes are being asked.',
        enum: ['aborted', 'complete', 'crashed', 'new', 'quorum_failed', 'running', 'timed_out', 'voting'],
      },
      created_at: httpDate('When the job was made; it may begin to run later, when the vote is over.'),
      updated_at: httpDate('When the job entered its present status; changes of its nodes do not count.'),
      nodes: {
        type: 'object',
        description:
          'Names of nodes by status. aborted: ran the command, stopped before completion; complete: ran the command to ' +
          'completion, well or not; crashed: was lost after the command had started; nacked: was busy, when it was to vote ' +
          'or when it was to run; new: has not answered; ready: has accepted, and the command has not started, also where ' +
          'the job ended before that; running: runs the command; unavailable: was lost, or did not vote, before the ' +
          'command started.',
        additionalProperties: { type: 'array', items: { type: 'string' } },
      },
      user: string('The user whom the command runs as; absent where none was given.'),
      dir: string('The directory that it runs in; absent where none was given.'),
      env: {
        type: 'object',
        description: 'Variables of its environment.',
        additionalProperties: { type: 'string' },
      },
      file_specified: { type: 'boolean', description: 'Whether a file was given. Absent with include_file.' },
      file: string('The file with its prefix, only with include_file.'),
      capture_output: { type: 'boolean', description: 'Whether output is kept; absent where it is not.' },
    },
    ['user', 'dir', 'file_specified', 'file', 'capture_output'],
  ),
};

export const GET_JOBS = {
  tags: TAGS,
  summary: 'List the jobs of the organisation',
  description:
    'The whole list, or a page of it where one of limit, after and order is given (an extension: other Push Jobs servers do ' +
    'not look at them). A page has a Link header (RFC 8288) with rel="first" and, where more follow, rel="next".',
  params: path(ORG_PARAMETER),
  querystring: {
    type: 'object',
    properties: {
      limit: { type: 'string', description: 'At most so many jobs, from 1 to 1000; the most by default.' },
      after: { type: 'string', description: 'Id of the job that the page begins behind.' },
      order: { type: 'string', description: 'oldest (by default) or newest: which comes first.' },
    },
  },
  response: reads('Ids of the jobs, the oldest first.', stringList('Ids of the jobs.')),
};

export const POST_JOBS = {
  tags: TAGS,
  summary: 'Start a job',
  description:
    'Asks the nodes whether they are ready, and runs the command on those that are when they are enough. Needs ' +
    'membership of pushy_job_writers or, where there is no such group, of admins.',
  params: path(ORG_PARAMETER),
  body: JOB_REQUEST_SCHEMA,
  response: creates('The job was made. Location holds its URI.', {
    title: 'CreatedJob',
    ...object({ id: string('Id of the job.'), uri: string('URI of the job.') }),
  }),
};

export const GET_JOB = {
  tags: TAGS,
  summary: 'Show a job and what has become of its nodes',
  params: path(JOB),
  querystring: {
    type: 'object',
    properties: {
      include_file: {
        type: 'string',
        description: 'true: show the file that was given, in place of file_specified.',
      },
    },
  },
  response: reads('The job.', JOB_BODY),
};

export const CANCEL_JOB = {
  tags: TAGS,
  summary: 'Cancel a job (an extension)',
  description:
    'Ends a job that is in progress as aborted, and has each node that is still in it drop what it does for it. Other Push Jobs ' +
    'servers do not have this. Takes no body. Needs the right to start jobs.',
  'x-extension': true,
  params: path(JOB),
  response: changes('The job as it has ended.', JOB_BODY, [409]),
};

const output = (channel: string) => ({
  tags: TAGS,
  summary: `Get what a node's command wrote to ${channel}`,
  description:
    'What the command wrote, trailing whitespace and all, from the end of the run on that node. Nodes send it as JSON text: ' +
    'bytes that are not valid UTF-8 come as U+FFFD, all others as they were. Of a node either both channels are kept or ' +
    'neither; a channel that nothing was written to is empty. Asked for by Accept: application/octet-stream ' +
    "(application/event-stream, as in the documentation's example, is taken for the same).",
  params: path({ ...JOB, node: 'Name of the node.' }),
  response: readsAs('application/octet-stream', 'What was written.'),
});

export const GET_OUTPUT = { stdout: output('stdout'), stderr: output('stderr') } as const;
