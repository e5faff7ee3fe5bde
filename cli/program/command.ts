import type { Option, OptionTable, OptionValues } from '../options/option-table.ts';
import type { Output } from '../output/output.ts';
import type { ExitCode } from './exit-codes.ts';
import type { HangUps } from './signals.ts';

/** What a command finds around it. */
export interface Surroundings {
  readonly output: Output;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Who reads something again at a SIGHUP takes it here; undefined where no signals come. */
  readonly hangUps?: HangUps;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** Names of the options that stand on the command line, rather than in the environment or in a file. */
  readonly flags: ReadonlySet<string>;
  /** Every key that a configuration file may hold, with its option. */
  settings(): Promise<ReadonlyMap<string, Option>>;
}

export interface Argument {
  /** As usage shows it: `<node>` must be given, `[node...]` may, any number of them. */
  readonly name: string;
  readonly about: string;
  /** An empty word is one as any other; without it an error, as of a variable of the shell that is not set. */
  readonly mayBeEmpty?: true;
}

export interface CommandExample {
  readonly line: string;
  readonly about: string;
}

/**
 * One command: what it takes and what it does. Its file imports nothing heavy at the top; server, simulator
 * and HTTP client are imported by `run`, so that `--help` and mistakes are answered at once.
 */
export interface Command<T extends OptionTable = OptionTable> {
  /** Shown by `--help` under the summary; lines are wrapped there. */
  readonly description?: string;
  readonly arguments?: readonly Argument[];
  readonly options: T;
  readonly examples: readonly CommandExample[];
  /** Once `signal` is aborted, `run` ends in order by itself; without this the command is cut off. */
  readonly endsInOrder?: true;
  /** `words` are the arguments as given. */
  run(surroundings: Surroundings, options: OptionValues<T>, words: readonly string[]): Promise<ExitCode>;
}

/** A command as the list keeps it: the types of its options are its own affair. */
export type AnyCommand = Omit<Command, 'run'> & {
  run(
    surroundings: Surroundings,
    options: Readonly<Record<string, unknown>>,
    words: readonly string[],
  ): Promise<ExitCode>;
};

/** Lets the compiler infer the types of the options that `run` gets. */
export function defineCommand<const T extends OptionTable>(command: Command<T>): AnyCommand {
  return {
    ...command,
    run: (surroundings, options, words) => command.run(surroundings, options as OptionValues<T>, words),
  };
}
