import { isOfAMoment } from '../faults/fault.ts';
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

/** Which faults were on when. One that comes again by hand has another span. */
export class FaultLog implements FaultListener {
  readonly #seconds: () => number;
  readonly #spans: FaultSpan[] = [];
  /** Places of the spans without an end, by the fault's name. */
  readonly #open = new Map<string, number>();

  /** @param seconds from the start of the run */
  constructor(seconds: () => number) {
    this.#seconds = seconds;
  }

  /** In the order they began. */
  get spans(): readonly FaultSpan[] {
    return this.#spans;
  }

  faultChanged(fault: PlannedFault, isOn: boolean): void {
    const { name, hits } = fault;
    const open = this.#open.get(name);
    if (isOn && open === undefined) {
      const fromSeconds = this.#seconds();
      const isOver = isOfAMoment(fault);
      const end = isOver ? { toSeconds: fromSeconds } : {};
      if (!isOver) this.#open.set(name, this.#spans.length);
      this.#spans.push({ name, about: faultText(fault), nodes: hits.length, fromSeconds, ...end });
    }
    const span = open === undefined ? undefined : this.#spans[open];
    if (isOn || open === undefined || span === undefined) return;
    this.#open.delete(name);
    this.#spans[open] = { ...span, toSeconds: this.#seconds() };
  }
}
