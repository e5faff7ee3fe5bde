import { parseArgs } from 'node:util';
import { BenchUsageError } from '../options.ts';

/** What the command line asks for. */
export interface SoakOptions {
  readonly seconds: number;
  readonly nodes: number;
  /** Jobs under way at once. */
  readonly jobs: number;
  readonly heartbeatMs: number;
  /** Undefined: one is drawn. */
  readonly seed: string | undefined;
  readonly json: boolean;
}

export const SOAK_USAGE = `npm run soak -- [options]

  --seconds N     how long jobs are started (default 600)
  --nodes N       virtual nodes (default 300)
  --jobs N        jobs under way at once (default 12)
  --heartbeat MS  interval of heartbeats (default 1000)
  --seed S        replays the choices of a run (default: drawn, and printed)
  --json          figures and verdict for machines, on standard output`;

/** Undefined: help is asked for. @throws BenchUsageError */
export function parseSoakOptions(args: readonly string[]): SoakOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  return {
    seconds: wholeNumber('seconds', values.seconds, 600),
    nodes: wholeNumber('nodes', values.nodes, 300),
    jobs: wholeNumber('jobs', values.jobs, 12),
    heartbeatMs: wholeNumber('heartbeat', values.heartbeat, 1_000),
    seed: values.seed,
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string' },
        nodes: { type: 'string' },
        jobs: { type: 'string' },
        heartbeat: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new BenchUsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wholeNumber(name: string, text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new BenchUsageError(`--${name} ${text}: give a whole number from 1`);
  return value;
}
