import type { JobAnswer } from '../../protocol/client/api.ts';
import type { Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { stateMeaning, statusMeaning } from './words.ts';

/** Nodes by state, names sorted. */
export type NodesByState = Readonly<Record<string, readonly string[]>>;

/** A job for people, one fact a line. `nodes` may say more finely than the answer how they ended. */
export function jobText(job: JobAnswer, nodes: NodesByState, paint: Paint): readonly string[] {
  const env = Object.entries(job.env ?? {}).map(([name, value]) => `${name}=${value}`);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['id', job.id],
    ['command', job.command],
    ['status', paint(statusMeaning(job.status), printable(job.status))],
    ['created_at', isoDate(job.createdAtMs)],
    ['updated_at', isoDate(job.updatedAtMs)],
    ['run_timeout', `${job.runTimeoutSeconds} s`],
    ['user', job.user],
    ['dir', job.dir],
    ['env', env.length === 0 ? undefined : env.join(' ')],
    ['file', job.fileSpecified === true || job.file !== undefined ? 'yes' : undefined],
    ['capture', job.captureOutput ? 'yes' : undefined],
  ];
  const shown = facts.flatMap(([name, value]) =>
    // the status holds colours of ours, and is printable already
    value === undefined ? [] : [`${`${name}:`.padEnd(13)}${name === 'status' ? value : printable(value)}`],
  );
  const groups = Object.entries(nodes).filter(([, names]) => names.length > 0);
  return [
    ...shown,
    'nodes:',
    ...groups.map(([state, names]) => {
      const label = paint(stateMeaning(state), printable(state));
      return `  ${label} (${names.length}): ${names.map(printable).join(' ')}`;
    }),
  ];
}

/** A job as one machine line: the REST interface's names, times as ISO 8601. */
export function machineJob(job: JobAnswer, nodes: NodesByState): Readonly<Record<string, unknown>> {
  return {
    id: job.id,
    command: job.command,
    status: job.status,
    created_at: isoDate(job.createdAtMs),
    updated_at: isoDate(job.updatedAtMs),
    run_timeout: job.runTimeoutSeconds,
    user: job.user,
    dir: job.dir,
    env: job.env,
    file_specified: job.fileSpecified,
    capture_output: job.captureOutput,
    nodes,
  };
}

function isoDate(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
