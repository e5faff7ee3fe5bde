import type { FleetFigures } from '../../simulator/run/fleet-figures.ts';
import { workDone } from '../../simulator/run/measurements.ts';

/** What the nodes do a second. */
export interface Rates {
  readonly heartbeats: number;
  readonly votes: number;
  readonly runs: number;
}

/** Gives, at each call, the rates since the call before; the first time since the start. */
export function rateMeter(): (seconds: number, counters: FleetFigures['counters']) => Rates {
  let before = { atSeconds: 0, heartbeats: 0, votes: 0, runs: 0 };
  return (seconds, counters) => {
    const done = workDone(counters);
    const passed = seconds - before.atSeconds;
    const rate = (kind: keyof Rates) => (passed > 0 ? (done[kind] - before[kind]) / passed : 0);
    const rates = { heartbeats: rate('heartbeats'), votes: rate('votes'), runs: rate('runs') };
    before = { atSeconds: seconds, ...done };
    return rates;
  };
}

/** `48 heartbeats, 2.5 votes, 0.0 runs` */
export function ratesText({ heartbeats, votes, runs }: Rates): string {
  const text = (perSecond: number) => perSecond.toFixed(perSecond < 10 ? 1 : 0);
  return `${text(heartbeats)} heartbeats, ${text(votes)} votes, ${text(runs)} runs`;
}

/** Rates as machine lines give them. */
export function ratesRecord({ heartbeats, votes, runs }: Rates): Rates {
  const rounded = (value: number) => Number(value.toFixed(3));
  return { heartbeats: rounded(heartbeats), votes: rounded(votes), runs: rounded(runs) };
}
