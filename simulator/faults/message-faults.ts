import type { AppliedBehaviour } from '../behaviours/behaviour.ts';
import { lossy } from '../behaviours/lossy.ts';
import type { NodeFault } from './fault.ts';

const NONE: readonly AppliedBehaviour[] = [];

/** Which faults of messages are on, and what each makes of a node. */
export class MessageFaults {
  readonly #faults: NodeFault[] = [];
  readonly #seed: string | number;
  readonly #hits = new Map<number, ReadonlySet<string>>();
  readonly #on = new Set<number>();

  constructor(faults: readonly NodeFault[], seed: string | number) {
    this.#seed = seed;
    for (const fault of faults) this.add(fault);
  }

  /** One more, which is off; its number is the next one. */
  add(fault: NodeFault): void {
    if (fault.fault.kind === 'messages') this.#hits.set(this.#faults.length, new Set(fault.hits));
    this.#faults.push(fault);
  }

  /** A fault begins or ends, by its number. Gives the names of the nodes that are another than before. */
  set(index: number, isOn: boolean): readonly string[] {
    const hits = this.#hits.get(index);
    if (hits === undefined || this.#on.has(index) === isOn) return [];
    if (isOn) this.#on.add(index);
    else this.#on.delete(index);
    return [...hits];
  }

  /** What the network does to a node's messages now. */
  of(node: string): readonly AppliedBehaviour[] {
    if (this.#on.size === 0) return NONE;
    return this.#faults.flatMap(({ fault, name }, index) => {
      if (fault.kind !== 'messages' || !this.#on.has(index) || !this.#hits.get(index)?.has(node)) return NONE;
      const { types, lose, delay, delayMs, duplicate } = fault;
      return [lossy.apply({ messages: types, lose, delay, delayMs, duplicate }, this.#seed, node, name)];
    });
  }
}
