import { faultText } from '../faults/fault-text.ts';
import type { PlannedFault } from '../plan/plan.ts';
import type { FaultListener } from './run-plan.ts';

/** A fault as the report shows it. Times are seconds from the start of the run. */
export interface FaultSpan {
  readonly name: string;
  /** In words. */
  readonly about: string;
  /** How many nodes it hit. */
  readonly nodes: number;
  readonly fromSeconds: number;
  /** Absent where it was on to the end. */
  readonly toSeconds?: number;
}

/** Which faults were on when. */
export class FaultLog implements FaultListener {
  readonly #seconds: () => number;
  readonly #spans = new Map<string, FaultSpan>();

  /** @param seconds from the start of the run */
  constructor(seconds: () => number) {
    this.#seconds = seconds;
  }

  /** In the order they began. */
  get spans(): readonly FaultSpan[] {
    return [...this.#spans.values()];
  }

  faultChanged(fault: PlannedFault, isOn: boolean): void {
    const { name, hits } = fault;
    const begun = this.#spans.get(name);
    if (isOn) {
      const fromSeconds = this.#seconds();
      const end = isOfAMoment(fault) ? { toSeconds: fromSeconds } : {};
      this.#spans.set(name, { name, about: faultText(fault), nodes: hits.length, fromSeconds, ...end });
    } else if (begun && begun.toSeconds === undefined)
      this.#spans.set(name, { ...begun, toSeconds: this.#seconds() });
  }
}

/** True for what happens once, however long it is said to be on. */
function isOfAMoment({ fault }: PlannedFault): boolean {
  return fault.kind === 'reset' && fault.everyMs === undefined && !fault.refuses;
}
