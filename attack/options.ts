import { BenchUsageError, parseWords } from '../bench/options.ts';
import type { Size } from '../bench/run/benchmark.ts';

export const ATTACK_USAGE = `npm run attack -- [FOLDER[/NAME] …] [options]

  --list             the attacks there are, with what they do
  --quick            smaller ones: some six minutes in all
  --smoke            the smallest ones, to see that they run; nothing is judged
  --dialect NAME     of the server that is attacked: documented (default) or pushy-server
  --json             the results on standard output instead of the table
  --out DIR          folder for attack.json (default reports/output)

Each attack has a server of its own, with default settings. Exit codes: 0 all came to nothing, 1 one did not,
2 usage, 4 this machine is too slow to say, 130 interrupted.`;

const DEFAULT_OUT = 'reports/output';
const OPTIONS = {
  list: { type: 'boolean' },
  quick: { type: 'boolean' },
  smoke: { type: 'boolean' },
  dialect: { type: 'string' },
  json: { type: 'boolean' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
const DIALECTS = ['documented', 'pushy-server'];

/** What the command line asks for. */
export type AttackOptions =
  | { readonly command: 'help' }
  | { readonly command: 'list' }
  | {
      readonly command: 'run';
      /** Names of attacks, or of folders; empty: all. */
      readonly names: readonly string[];
      readonly size: Size;
      readonly dialect: string;
      readonly json: boolean;
      readonly outFolder: string;
    };

/** @throws BenchUsageError */
export function parseAttackOptions(args: readonly string[]): AttackOptions {
  const { values, positionals } = parseWords(args, OPTIONS);
  if (values.help) return { command: 'help' };
  if (values.list) return { command: 'list' };
  const { dialect = 'documented' } = values;
  if (!DIALECTS.includes(dialect))
    throw new BenchUsageError(`--dialect ${dialect}: give one of ${DIALECTS.join(', ')}`);
  return {
    command: 'run',
    names: positionals,
    size: values.smoke ? 'smoke' : values.quick ? 'quick' : 'full',
    dialect,
    json: values.json ?? false,
    outFolder: values.out ?? DEFAULT_OUT,
  };
}
