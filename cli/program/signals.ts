import type { Clock } from '../../protocol/time/clock.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A Ctrl-C may come twice, from the terminal and through npm: so near each other they are one. */
const SAME_KEYSTROKE_MS = 100;

/** Where signals come from: the process. */
export interface SignalSource {
  on(name: NodeJS.Signals, listener: () => void): unknown;
}

/** Those who take a SIGHUP as the word to read something again; while nobody does, it ends the program as the others do. */
export class HangUps {
  readonly #takers = new Set<() => void>();

  /** Gives what ends it. */
  take(taker: () => void): () => void {
    this.#takers.add(taker);
    return () => void this.#takers.delete(taker);
  }

  /** False where nobody takes it. */
  tell(): boolean {
    for (const taker of this.#takers) taker();
    return this.#takers.size > 0;
  }
}

/**
 * Signals as one `AbortSignal`, aborted by the first with its name as the reason. The second calls `stopAtOnce`.
 */
export function watchSignals(
  source: SignalSource,
  clock: Clock,
  stopAtOnce: () => void,
  hangUps = new HangUps(),
): AbortSignal {
  const controller = new AbortController();
  let firstAtMs = 0;
  for (const name of SIGNALS) {
    source.on(name, () => {
      if (name === 'SIGHUP' && hangUps.tell()) return;
      const nowMs = clock.monotonic();
      if (!controller.signal.aborted) {
        firstAtMs = nowMs;
        controller.abort(name);
      } else if (nowMs - firstAtMs > SAME_KEYSTROKE_MS) stopAtOnce();
    });
  }
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
