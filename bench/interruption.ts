/** Ended by Ctrl-C, as shells say it. */
export const INTERRUPTED = 130;
/** A Ctrl-C may come twice, from the terminal and through npm: so near each other they are one. */
const SAME_KEYSTROKE_MS = 100;

/** Aborted by the first Ctrl-C; the next one ends the process. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  let firstMs = 0;
  process.on('SIGINT', () => {
    if (!controller.signal.aborted) {
      firstMs = performance.now();
      controller.abort();
    } else if (performance.now() - firstMs > SAME_KEYSTROKE_MS) process.exit(INTERRUPTED);
  });
  return controller.signal;
}

/** Rejects when the signal comes: what is left to itself ends with this process. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const give = (): void => reject(new Error('interrupted'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  return Promise.race([work, aborted]);
}
