import type { VirtualNodeEffect } from '../node/planned.ts';

/** The end of a process, after a time; it comes back where a time for that is given. */
export function dying(afterMs: number, returnsAfterMs: number | null): VirtualNodeEffect {
  return {
    type: 'die',
    ...(afterMs > 0 && { delayMs: afterMs }),
    ...(returnsAfterMs !== null && { returnsAfterMs }),
  };
}
