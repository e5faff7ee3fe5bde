import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Size } from './run/benchmark.ts';

/** What the command line asks for. */
export type BenchOptions =
  | {
      readonly command: 'run';
      /** Names of suites (`broker`) or of benchmarks (`broker/memory`); empty: all. */
      readonly names: readonly string[];
      readonly size: Size;
      readonly json: boolean;
      /** CPU profiles of every process are written beside the results. */
      readonly profile: boolean;
      readonly rounds: number | undefined;
      readonly outFolder: string;
    }
  | { readonly command: 'compare'; readonly oldFile: string; readonly newFile: string }
  | { readonly command: 'table'; readonly file: string }
  | { readonly command: 'help' };

/** The command line cannot be followed; the message says why. */
export class BenchUsageError extends Error {
  override readonly name = 'BenchUsageError';
}

export const BENCH_USAGE = `npm run bench -- [SUITE[/NAME] …] [options]
npm run bench -- compare OLD.json NEW.json
npm run bench -- table BENCH.json
npm run bench -- hold --help

  --quick      small sizes and short times: everything within a minute
  --smoke      the smallest sizes, to see that everything runs; prints no figures
  --rounds N   rounds of each benchmark, instead of its own number
  --json       the results on standard output instead of the table
  --out DIR    folder for bench.json and bench.html (default reports/output)
  --profile    CPU profiles of every process, in DIR/profiles`;

const DEFAULT_OUT = 'reports/output';

const OPTIONS = {
  quick: { type: 'boolean' },
  smoke: { type: 'boolean' },
  json: { type: 'boolean' },
  profile: { type: 'boolean' },
  rounds: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws BenchUsageError */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseWords(args, OPTIONS);
  if (values.help) return { command: 'help' };
  const [first, ...files] = positionals;
  if (first === 'compare') {
    const [oldFile, newFile] = files;
    if (oldFile === undefined || newFile === undefined || files.length > 2) {
      throw new BenchUsageError('compare takes two files, the old one and the new one');
    }
    return { command: 'compare', oldFile, newFile };
  }
  if (first === 'table') {
    const [file] = files;
    if (file === undefined || files.length > 1) throw new BenchUsageError('table takes one file');
    return { command: 'table', file };
  }
  return {
    command: 'run',
    names: positionals,
    size: values.smoke ? 'smoke' : values.quick ? 'quick' : 'full',
    json: values.json ?? false,
    profile: values.profile ?? false,
    rounds: values.rounds === undefined ? undefined : countOf(values.rounds),
    outFolder: values.out ?? DEFAULT_OUT,
  };
}

/** The options and the other words of a command line. @throws BenchUsageError */
export function parseWords<O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new BenchUsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new BenchUsageError(`--rounds ${text}: give a whole number from 1`);
  return count;
}
