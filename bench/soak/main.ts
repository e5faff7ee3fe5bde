import { randomBytes } from 'node:crypto';
import { INTERRUPTED, interruption } from '../interruption.ts';
import { BenchUsageError } from '../options.ts';
import { parseSoakOptions, SOAK_USAGE } from './options.ts';
import { soak } from './soak.ts';
import { holds, soakVerdict } from './verdict.ts';
import { renderVerdict, soakHeading } from './verdict-text.ts';

/** Runs a soak; the exit code is 0 when everything holds. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseSoakOptions(args);
  if (options === undefined) {
    print(SOAK_USAGE);
    return 0;
  }
  const seed = options.seed ?? randomBytes(4).toString('hex');
  tell(`seed ${seed}`);
  const figures = await soak({ ...options, seed, signal: interruption(), tell });
  const lines = soakVerdict(figures);
  print(
    options.json
      ? JSON.stringify({ ...figures, verdict: lines })
      : renderVerdict(soakHeading(figures), lines),
  );
  if (figures.interrupted) return INTERRUPTED;
  return holds(lines) ? 0 : 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress goes where it does not get into the results. */
function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof BenchUsageError) tell(`${error.message}\n\n${SOAK_USAGE}`);
    else tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = error instanceof BenchUsageError ? 2 : 1;
  },
);
