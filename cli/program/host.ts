import type { Screen } from '../output/output.ts';
import type { HangUps } from './signals.ts';

/** The process, as far as the program sees it. */
export interface Host {
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** Aborted by the first SIGINT or SIGTERM, with the signal's name as the reason. */
  readonly signal: AbortSignal;
  /** Undefined where no signals come. */
  readonly hangUps?: HangUps;
}
