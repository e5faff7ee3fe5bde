import type { Reading } from '../files/read-named.ts';

/** Files named from a folder, and nobody who interrupts. */
export function readingIn(folder: string): Reading {
  return { folder, signal: new AbortController().signal };
}
