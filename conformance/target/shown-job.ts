import type { DialectName } from '../../protocol/dialect-name.ts';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';

/** What is true of a job, in the wire's spelling and in no dialect: its options as they were given. */
export interface ListedJobFacts {
  readonly id: string;
  readonly command: string;
  readonly run_timeout: number;
  readonly status: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly user?: string;
  readonly dir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly file?: string;
  readonly capture_output?: boolean;
}

export interface JobFacts extends ListedJobFacts {
  /** The status of each node by its name. */
  readonly nodes: Readonly<Record<string, NodeJobStatus>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** The body of `GET jobs/ID` without `nodes`. Source: seeds, jobs/ID; protocol §2. */
export function shownJob(
  dialect: DialectName,
  job: JobFacts,
  { includeFile }: { readonly includeFile: boolean },
): Fields {
  const unsaid = dialect === 'documented' ? { env: {}, ...(!includeFile && { file_specified: false }) } : {};
  return {
    ...unsaid,
    ...headOf(job),
    ...optionsOf(job),
    ...fileOf(job, includeFile),
  };
}

/** The body of `GET jobs`: only ids, or all but the nodes. Source: seeds, jobs, GET; protocol §2. */
export function shownJobs(
  dialect: DialectName,
  jobs: readonly ListedJobFacts[],
): readonly (string | Fields)[] {
  if (dialect === 'documented') return jobs.map(({ id }) => id);
  return jobs.map((job) => ({ ...headOf(job), ...optionsOf(job), ...fileOf(job, false) }));
}

/** The body that answers `POST jobs`. Source: seeds, jobs, POST; protocol §2. */
export function shownCreatedJob(
  dialect: DialectName,
  { id, uri }: { readonly id: string; readonly uri: string },
): Fields {
  return dialect === 'documented' ? { id, uri } : { uri };
}

function headOf({ id, command, run_timeout, status, created_at, updated_at }: ListedJobFacts): Fields {
  return { id, command, run_timeout, status, created_at, updated_at };
}

/** Those that were given; `capture_output` only where it is true. */
function optionsOf({ user, dir, env, capture_output }: ListedJobFacts): Fields {
  return {
    ...(user !== undefined && { user }),
    ...(dir !== undefined && { dir }),
    ...(env !== undefined && { env }),
    ...(capture_output && { capture_output }),
  };
}

function fileOf({ file }: ListedJobFacts, includeFile: boolean): Fields {
  if (file === undefined) return {};
  return includeFile ? { file } : { file_specified: true };
}
