import { isName, isOptionalString, isStringMap } from './fields.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** The server asks a node whether it would run a job's command. Source: protocol §4. */
export interface CommitMessage {
  readonly type: 'commit';
  readonly jobId: string;
  readonly server: string;
  readonly command: string;
  readonly user?: string;
  readonly dir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** With its prefix, `raw:` or `base64:`. */
  readonly file?: string;
  readonly capture: boolean;
}

/** Reads what a commit says besides its envelope. */
export function parseCommit(body: Readonly<Record<string, unknown>>): Parsed<CommitMessage, 'bad_field'> {
  const { server, command, user, dir, env, file, capture } = body;
  const jobId = body.job_id;
  if (!isName(jobId) || typeof server !== 'string' || typeof command !== 'string')
    return refused('bad_field');
  if (!isOptionalString(user) || !isOptionalString(dir) || !isOptionalString(file))
    return refused('bad_field');
  if (env !== undefined && !isStringMap(env)) return refused('bad_field');
  if (typeof capture !== 'boolean') return refused('bad_field');
  return parsed({
    type: 'commit',
    jobId,
    server,
    command,
    ...(user !== undefined && { user }),
    ...(dir !== undefined && { dir }),
    ...(env !== undefined && { env }),
    ...(file !== undefined && { file }),
    capture,
  });
}

/** A commit in wire spelling, keys in the shipped server's order; absent options stay undefined. */
export function formatCommit(message: CommitMessage): object {
  return {
    type: message.type,
    job_id: message.jobId,
    server: message.server,
    command: message.command,
    user: message.user,
    dir: message.dir,
    env: message.env,
    file: message.file,
    capture: message.capture,
  };
}
