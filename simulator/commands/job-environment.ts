import { MARK_VARIABLE } from './cleanup/mark.ts';
import type { CommandRequest } from './command.ts';
import type { MachineUser } from './users.ts';

type Environment = Readonly<Record<string, string>>;

/** What a command sees of the simulator's own environment; the rest, keys and passwords perhaps, is not its business. */
const INHERITED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR'];

export interface JobEnvironmentOptions {
  readonly inherited: Readonly<NodeJS.ProcessEnv>;
  readonly request: CommandRequest;
  /** Tells the command's processes from all others. */
  readonly mark: string;
  /** Where the job's file lies. */
  readonly filePath: string | undefined;
  readonly user: MachineUser | undefined;
  /** Names that a job may set; others come with a prefix. Undefined lets it set all. */
  readonly overwritable: readonly string[] | undefined;
}

/** The environment of a job's command. Source: protocol §8; seeds: API, jobs. */
export function jobEnvironment(options: JobEnvironmentOptions): Environment {
  const { inherited, request, mark, filePath, user, overwritable } = options;
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && (INHERITED.includes(name) || name.startsWith('LC_')))
      environment[name] = value;
  }
  if (user) Object.assign(environment, { HOME: user.home, USER: user.name, LOGNAME: user.name });
  for (const [name, value] of Object.entries(request.order.env ?? {})) {
    const isFree = overwritable === undefined || overwritable.includes(name);
    environment[isFree ? name : `CHEF_PUSH_ENV_${name}`] = value;
  }
  environment[MARK_VARIABLE] = mark;
  environment.CHEF_PUSH_JOB_ID = request.order.jobId;
  environment.CHEF_PUSH_NODE_NAME = request.node;
  environment.CHEF_PUSH_JOB_NODE_NAME = request.node;
  if (filePath !== undefined) {
    environment.CHEF_PUSH_JOB_FILE = filePath;
    environment.PUSHY_JOB_FILE = filePath;
  }
  return environment;
}
