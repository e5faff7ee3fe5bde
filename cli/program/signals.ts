import type { Clock } from '../../protocol/time/clock.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A Ctrl-C may come twice, from the terminal and through npm: so near each other they are one. */
const SAME_KEYSTROKE_MS = 100;

/** Where signals come from: the process. */
export interface SignalSource {
  on(name: NodeJS.Signals, listener: () => void): unknown;
}

/**
 * Signals as one `AbortSignal`, aborted by the first with its name as the reason. The second calls `stopAtOnce`.
 */
export function watchSignals(source: SignalSource, clock: Clock, stopAtOnce: () => void): AbortSignal {
  const controller = new AbortController();
  let firstAtMs = 0;
  for (const name of SIGNALS) {
    source.on(name, () => {
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
