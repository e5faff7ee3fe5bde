import { type Clock, systemClock } from '../time/clock.ts';

/** A clock whose timers are due at once, but for their length, which is written down. */
export class ImpatientClock implements Clock {
  readonly waitedMs: number[] = [];
  now = systemClock.now;
  monotonic = systemClock.monotonic;

  after(ms: number, fire: () => void) {
    this.waitedMs.push(ms);
    const immediate = setImmediate(fire);
    return { cancel: () => clearImmediate(immediate) };
  }
}
