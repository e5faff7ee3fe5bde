import { parseArgs } from 'node:util';
import { BenchUsageError } from '../options.ts';

/** What the command line asks for. */
export interface HoldOptions {
  readonly nodes: number;
  readonly minutes: number;
  readonly heartbeatSeconds: number;
  /** From the start of one job on all nodes to that of the next. */
  readonly jobEverySeconds: number;
  readonly outFolder: string;
  readonly json: boolean;
}

export const HOLD_USAGE = `npm run bench -- hold [options]

  --nodes N       virtual nodes, in two processes (default 10000)
  --minutes M     how long they are held once all have come (default 10)
  --heartbeat S   seconds between two heartbeats (default 10)
  --job-every S   seconds from one job on all nodes to the next (default 30)
  --out DIR       folder for hold.json and hold.html (default reports/output)
  --json          figures and verdict for machines, on standard output`;

/** Undefined: help is asked for. @throws BenchUsageError */
export function parseHoldOptions(args: readonly string[]): HoldOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const nodes = positive('nodes', values.nodes ?? '10000');
  if (!Number.isInteger(nodes)) throw new BenchUsageError(`--nodes ${nodes}: give a whole number`);
  return {
    nodes,
    minutes: positive('minutes', values.minutes ?? '10'),
    heartbeatSeconds: positive('heartbeat', values.heartbeat ?? '10'),
    jobEverySeconds: positive('job-every', values['job-every'] ?? '30'),
    outFolder: values.out ?? 'reports/output',
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        nodes: { type: 'string' },
        minutes: { type: 'string' },
        heartbeat: { type: 'string' },
        'job-every': { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new BenchUsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new BenchUsageError(`--${name} ${text}: give a number above 0`);
  return value;
}
