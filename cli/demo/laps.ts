import type { Clock } from '../../protocol/time/clock.ts';

/** One thing that took time. */
export interface Lap {
  /** For machines. */
  readonly name: string;
  /** For people. */
  readonly text: string;
  readonly ms: number;
}

/** What took how long, one thing after the other. */
export interface Laps {
  readonly all: readonly Lap[];
  /** Everything since the last end was this. */
  end(name: string, text: string): void;
}

export function startLaps(clock: Clock): Laps {
  const all: Lap[] = [];
  let sinceMs = clock.monotonic();
  return {
    all,
    end: (name, text) => {
      const nowMs = clock.monotonic();
      all.push({ name, text, ms: nowMs - sinceMs });
      sinceMs = nowMs;
    },
  };
}
