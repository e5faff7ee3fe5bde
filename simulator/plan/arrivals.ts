import { placedStages, type Stage } from '../fleet-file/stage.ts';

const MS_A_MINUTE = 60_000;

/**
 * When jobs start whose rate changes over time: the first when there is a rate, each further one when as much of the rate has
 * gone by as makes one job.
 * @param stages levels are jobs a minute
 * @returns milliseconds from the begin, rising
 */
export function arrivalsMs(stages: readonly Stage[]): readonly number[] {
  const arrivals: number[] = [];
  /** Jobs that the rate has made until the stage begins, in parts of one. */
  let made = 0;
  for (const { from, to, ms, beginsAtMs } of placedStages(stages)) {
    const [startRate, endRate] = [from / MS_A_MINUTE, to / MS_A_MINUTE];
    const total = made + ((startRate + endRate) / 2) * ms;
    for (let next = arrivals.length; next < total - EXACTNESS; next++)
      arrivals.push(Math.round(beginsAtMs + timeUntil(next - made, startRate, endRate, ms)));
    made = total;
  }
  return arrivals;
}

/** What sums of fractions are off by. */
const EXACTNESS = 1e-9;

/** When an evenly changing rate has made so many jobs: the root of `a·t + (b − a)·t²/2d = jobs`. */
function timeUntil(jobs: number, startRate: number, endRate: number, ms: number): number {
  const wanted = Math.max(0, jobs);
  const growth = (endRate - startRate) / ms;
  if (Math.abs(growth) < 1e-15) return wanted / startRate;
  const root = Math.sqrt(Math.max(0, startRate ** 2 + 2 * growth * wanted));
  return Math.min(ms, (root - startRate) / growth);
}
