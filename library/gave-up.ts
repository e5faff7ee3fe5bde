/** What a test waits for at most where it does not say: long enough for a busy machine, short enough to be told. */
export const DEFAULT_PATIENCE_MS = 30_000;

/** How long to wait before giving up. */
export interface Patience {
  /** Milliseconds; 30 seconds where it is left out. */
  readonly withinMs?: number;
}

/** What was waited for has not come in time. The text says what was wanted and what was seen. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';

  constructor(wanted: string, seen: string, withinMs: number) {
    super(`wanted within ${withinMs} ms: ${wanted}; seen: ${seen}`);
  }
}
