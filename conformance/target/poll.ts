import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again for something that tells nobody when it changes, until `wanted` holds of the answer. Gives up
 * with what was wanted and the last answer that was seen.
 */
export async function pollUntil<T>(
  what: string,
  ask: () => Promise<T>,
  wanted: (seen: T) => boolean,
  options: { readonly everyMs: number; readonly patienceMs: number },
): Promise<T> {
  const deadline = performance.now() + options.patienceMs;
  for (;;) {
    const seen = await ask();
    if (wanted(seen)) return seen;
    if (performance.now() > deadline)
      throw new Error(`wanted: ${what}; seen at last: ${JSON.stringify(seen)}`);
    await pause(options.everyMs);
  }
}
