import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SimulatedClock } from '../../protocol/time/simulated-clock.ts';

const STEP_MS = 100;

/** Lets the time of a simulated clock pass until something has come. @throws what that throws */
export async function asTimePasses<T>(clock: SimulatedClock, coming: Promise<T>): Promise<T> {
  let isOver = false;
  const over = coming.finally(() => {
    isOver = true;
  });
  // told to whoever waits
  over.catch(() => undefined);
  while (!isOver) {
    clock.advance(STEP_MS);
    await nextTurn();
  }
  return over;
}
