import type { Suggest } from '../../files/settings/schema-check.ts';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import { isOfAMoment } from '../faults/fault.ts';
import { faultText } from '../faults/fault-text.ts';
import type { FaultRule } from '../fleet-file/fleet-file.ts';
import { oneOf } from '../fleet-file/raw-parts.ts';
import type { PlannedFault } from '../plan/plan.ts';
import type { FaultListener } from '../run/run-plan.ts';
import type { SharedFleet } from '../workers/shared-fleet.ts';
import { countText, forText } from './words.ts';

/** What was done, or why nothing was; in words for people. */
export type HandDone =
  | { readonly ok: true; readonly said: string }
  | { readonly ok: false; readonly problem: string };

/** Faults that are made by hand are as many as this at most. */
const MAX_NEW = 100;

export interface HandFaultsParts {
  readonly fleet: Pick<SharedFleet, 'fault' | 'addFault'>;
  /** Of the plan. */
  readonly faults: readonly PlannedFault[];
  readonly listener: FaultListener;
  readonly clock: Clock;
  readonly suggest: Suggest;
}

/** Faults that begin and end by hand: those of the file, and new ones of messages. */
export class HandFaults {
  readonly #parts: HandFaultsParts;
  readonly #faults: PlannedFault[];
  readonly #on = new Set<number>();
  readonly #timers = new Map<number, Timer>();

  constructor(parts: HandFaultsParts) {
    this.#parts = parts;
    this.#faults = [...parts.faults];
  }

  /** All of them, and whether each is on. */
  get all(): readonly { readonly name: string; readonly about: string; readonly isOn: boolean }[] {
    return this.#faults.map((fault, index) => ({
      name: fault.name,
      about: faultText(fault),
      isOn: this.#on.has(index),
    }));
  }

  /** A fault of the plan begins or ends by its time: that goes before what was said of its end by hand. */
  setByPlan(index: number, isOn: boolean): void {
    this.#set(index, isOn);
  }

  begin(name: string, forMs: number | undefined): HandDone {
    const index = this.#faults.findIndex((fault) => fault.name === name);
    const fault = this.#faults[index];
    if (fault === undefined) return { ok: false, problem: this.#unknown(name) };
    if (this.#on.has(index))
      return { ok: false, problem: `Fault ${name} is on already: end it with off first` };
    return this.#begin(index, fault, forMs);
  }

  end(name: string): HandDone {
    const index = this.#faults.findIndex((fault) => fault.name === name);
    if (index < 0) return { ok: false, problem: this.#unknown(name) };
    if (!this.#on.has(index)) return { ok: false, problem: `Fault ${name} is not on` };
    this.#over(index);
    return { ok: true, said: `fault ${name} is over` };
  }

  /** A fault that no file has begins on these nodes. */
  beginNew(rule: FaultRule, hits: readonly string[], forMs: number | undefined): HandDone {
    if (rule.fault.kind !== 'messages')
      return {
        ok: false,
        problem: `A fault ${rule.fault.kind} needs a network of its own from the start: write it into faults of the fleet file, with by_hand: true where it is for hands alone`,
      };
    if (this.#faults.length >= this.#parts.faults.length + MAX_NEW)
      return { ok: false, problem: `There are ${MAX_NEW} faults by hand already: begin one of them again` };
    const fault: PlannedFault = { ...rule, name: this.#freeName(rule.name), hits };
    this.#faults.push(fault);
    this.#parts.fleet.addFault(fault);
    return this.#begin(this.#faults.length - 1, fault, forMs);
  }

  /** No timer is left. */
  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
  }

  #begin(index: number, fault: PlannedFault, forMs: number | undefined): HandDone {
    this.#set(index, true);
    this.#parts.listener.faultChanged(fault, true);
    if (isOfAMoment(fault)) this.#set(index, false);
    else if (forMs !== undefined)
      this.#timers.set(
        index,
        this.#parts.clock.after(forMs, () => this.#over(index)),
      );
    const time = isOfAMoment(fault) ? '' : forText(forMs);
    return {
      ok: true,
      said: `fault ${fault.name} begins on ${countText(fault.hits.length)}${time}: ${faultText(fault)}`,
    };
  }

  #over(index: number): void {
    const fault = this.#faults[index];
    this.#set(index, false);
    if (fault !== undefined) this.#parts.listener.faultChanged(fault, false);
  }

  #set(index: number, isOn: boolean): void {
    this.#timers.get(index)?.cancel();
    this.#timers.delete(index);
    if (isOn) this.#on.add(index);
    else this.#on.delete(index);
    this.#parts.fleet.fault(index, isOn);
  }

  #freeName(name: string): string {
    const taken = new Set(this.#faults.map((fault) => fault.name));
    if (!taken.has(name)) return name;
    let number = 2;
    while (taken.has(`${name}-${number}`)) number++;
    return `${name}-${number}`;
  }

  #unknown(name: string): string {
    const known = this.#faults.map((fault) => fault.name);
    return `There is no fault ${name}: ${oneOf(name, known, this.#parts.suggest)}`;
  }
}
