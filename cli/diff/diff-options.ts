import type { Level } from '../../reports/generators/conformance/verdict.ts';

/** The options of `push-harness diff`, as they were given or by default. */
export interface DiffOptions {
  readonly target: readonly string[] | undefined;
  /** Path of a file, or the name of a fleet that comes with the package. */
  readonly fleet: string | undefined;
  readonly level: Level;
  readonly tags: string | undefined;
  /** Seconds. */
  readonly patience: number | undefined;
  readonly parallel: number | undefined;
  readonly all: boolean;
  readonly out: string;
}
