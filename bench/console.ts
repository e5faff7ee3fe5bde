import { BenchUsageError } from './options.ts';

/** Results. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress, which goes where it does not get into the results. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Runs a program on the words of its command line. Its exit code is 2 where they cannot be followed, 1 where it fails. */
export function runMain(main: (args: readonly string[]) => Promise<void>, usage: string): void {
  main(process.argv.slice(2)).catch((error: unknown) => {
    if (error instanceof BenchUsageError) tell(`${error.message}\n\n${usage}`);
    else tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = error instanceof BenchUsageError ? 2 : 1;
  });
}
