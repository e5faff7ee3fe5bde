import { parseHttpDate } from '../../time/dates.ts';
import { UnexpectedAnswer } from '../errors.ts';
import type { Reply } from '../reply.ts';
import type { RestClient } from '../rest-client.ts';
import { Answer, ask, askForOne } from './answer.ts';

/** A job to be started. What is left out takes the server's default. Source: protocol §2. */
export interface NewJob {
  readonly command: string;
  readonly nodes: readonly string[];
  readonly runTimeoutSeconds?: number;
  readonly quorum?: number;
  readonly user?: string;
  readonly dir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** With its prefix, `raw:` or `base64:`. */
  readonly file?: string;
  readonly captureOutput?: boolean;
}

/** A job as the server shows it. Its words for the statuses are the dialect's. */
export interface JobAnswer {
  readonly id: string;
  readonly command: string;
  readonly status: string;
  readonly runTimeoutSeconds: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Names of nodes by their status; empty in a list of jobs. */
  readonly nodes: Readonly<Record<string, readonly string[]>>;
  readonly user?: string;
  readonly dir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly fileSpecified?: boolean;
  readonly file?: string;
  readonly captureOutput: boolean;
}

/** What a list of jobs says of one: in one dialect its id, in the other all but the nodes. */
export interface JobListing {
  readonly id: string;
  readonly job?: JobAnswer;
}

/** Starts a job and gives its id. @throws RequestRefused, ServerUnreachable */
export async function startJob(client: RestClient, job: NewJob): Promise<string> {
  const reply = await ask(client, 'POST', client.pushyPath('jobs'), {
    body: {
      command: job.command,
      nodes: job.nodes,
      run_timeout: job.runTimeoutSeconds,
      quorum: job.quorum,
      user: job.user,
      dir: job.dir,
      env: job.env,
      file: job.file,
      capture_output: job.captureOutput,
    },
  });
  const answer = Answer.of(reply);
  const id = answer.optional('id')?.text ?? answer.field('uri').text.split('/').at(-1);
  // half of a letter cannot be asked for
  if (!id || /\p{Surrogate}/u.test(id)) throw new UnexpectedAnswer(reply.asked, 'job id', reply.text);
  return id;
}

/** A job, or undefined where there is none of this id. @throws RequestRefused, ServerUnreachable */
export async function job(
  client: RestClient,
  id: string,
  options: { readonly includeFile?: boolean } = {},
): Promise<JobAnswer | undefined> {
  const query = options.includeFile ? '?include_file=true' : '';
  const reply = await askForOne(client, client.pushyPath(`jobs/${encodeURIComponent(id)}${query}`));
  return reply && readJob(Answer.of(reply));
}

/**
 * Ends a job that is in progress, as `aborted`, at a server that offers it; gives the job as it has ended.
 * @throws RequestRefused (404: no such job, or no such request here; 409: it is over), ServerUnreachable
 */
export async function cancelJob(client: RestClient, id: string): Promise<JobAnswer> {
  const path = client.pushyPath(`jobs/${encodeURIComponent(id)}/cancel`);
  return readJob(Answer.of(await ask(client, 'POST', path)));
}

/** Of a page, with servers that have them. Source: protocol §2, `GET jobs`. */
const MOST_IN_PAGE = 1_000;

/** All jobs of the organisation, the oldest first. @throws RequestRefused, ServerUnreachable */
export async function jobs(client: RestClient): Promise<readonly JobListing[]> {
  return jobsIn(await ask(client, 'GET', client.pushyPath('jobs')));
}

/**
 * The newest jobs of the organisation, the newest first, at most so many. A server that has no pages gives all it has, and
 * they are cut here. @throws RequestRefused, ServerUnreachable
 */
export async function newestJobs(client: RestClient, limit: number): Promise<readonly JobListing[]> {
  const found: JobListing[] = [];
  for (;;) {
    const left = limit - found.length;
    const query = new URLSearchParams({ limit: String(Math.min(left, MOST_IN_PAGE)), order: 'newest' });
    const last = found.at(-1);
    if (last !== undefined) query.set('after', last.id);
    const reply = await ask(client, 'GET', client.pushyPath(`jobs?${query}`));
    const page = jobsIn(reply);
    const link = String(reply.headers.link ?? '');
    // no pages here: that is all of them, the oldest first
    if (!link.includes('rel="first"') || page.length > left) return page.slice(-limit).toReversed();
    found.push(...page);
    if (found.length >= limit || page.length === 0 || !link.includes('rel="next"')) return found;
  }
}

/** The jobs in an answer to `GET jobs`. @throws UnexpectedAnswer */
export function jobsIn(reply: Reply): readonly JobListing[] {
  return Answer.of(reply).items.map((item) => {
    if (item.isText) return { id: item.text };
    const listed = readJob(item);
    return { id: listed.id, job: listed };
  });
}

/** What a command wrote, as the server has it: bytes that are not valid UTF-8 came as U+FFFD. Undefined where nothing was captured. */
export async function output(
  client: RestClient,
  jobId: string,
  node: string,
  channel: 'stdout' | 'stderr',
): Promise<Buffer | undefined> {
  const path = client.pushyPath(
    `jobs/${encodeURIComponent(jobId)}/output/${encodeURIComponent(node)}/${channel}`,
  );
  const reply = await askForOne(client, path, { headers: { Accept: 'application/octet-stream' } });
  return reply?.bytes;
}

function readJob(answer: Answer): JobAnswer {
  const user = answer.optional('user')?.text;
  const dir = answer.optional('dir')?.text;
  const env = answer.optional('env')?.stringMap;
  const fileSpecified = answer.optional('file_specified')?.flag;
  const file = answer.optional('file')?.text;
  return {
    id: answer.field('id').text,
    command: answer.field('command').text,
    status: answer.field('status').text,
    runTimeoutSeconds: answer.field('run_timeout').number,
    createdAtMs: readDate(answer, 'created_at'),
    updatedAtMs: readDate(answer, 'updated_at'),
    nodes: readNodes(answer.optional('nodes')),
    ...(user !== undefined && { user }),
    ...(dir !== undefined && { dir }),
    ...(env !== undefined && { env }),
    ...(fileSpecified !== undefined && { fileSpecified }),
    ...(file !== undefined && { file }),
    captureOutput: answer.optional('capture_output')?.flag ?? false,
  };
}

function readNodes(answer: Answer | undefined): Readonly<Record<string, readonly string[]>> {
  if (answer === undefined) return {};
  return Object.fromEntries(Object.keys(answer.fields).map((status) => [status, answer.field(status).texts]));
}

function readDate(answer: Answer, name: string): number {
  const { text } = answer.field(name);
  const ms = parseHttpDate(text);
  if (ms === undefined) throw answer.unexpected(`HTTP date in '${name}'`);
  return ms;
}
