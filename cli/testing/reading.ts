import type { Asking } from '../connection/rest-connection.ts';

/** Files named from a folder, an empty environment, and nobody who interrupts. */
export function readingIn(folder: string): Asking {
  return { folder, env: {}, signal: new AbortController().signal };
}
