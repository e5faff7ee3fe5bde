import type { VirtualNodeInput } from '../node/inputs.ts';
import type { VirtualNodeEffect } from '../node/planned.ts';
import { Random } from '../node/random.ts';
import type { VirtualNodeState } from '../node/state.ts';

/** A setting of a behaviour. Null where there is none by default. */
export type OptionValue = string | number | boolean | null | readonly string[];
export type BehaviourOptionValues = Readonly<Record<string, OptionValue>>;

/** What a behaviour knows when it hears something. */
export interface InputMoment {
  /** The node as it is before. */
  readonly node: VirtualNodeState;
  /** Wall clock, milliseconds since the Unix epoch. */
  readonly nowMs: number;
}

/** What a behaviour knows when it reshapes. */
export interface ReshapingMoment {
  /** The node as it is afterwards. */
  readonly node: VirtualNodeState;
  /** What made the node plan this. */
  readonly input: VirtualNodeInput;
  readonly nowMs: number;
}

/** An input that comes to a node at another time. */
export interface Arrival {
  readonly input: VirtualNodeInput;
  /** 0: now. */
  readonly delayMs: number;
}

/** What becomes of an input: it is let through, changed, kept from the node (undefined), or comes late or many times. */
export type ReshapedInput = VirtualNodeInput | undefined | readonly Arrival[];

/** What a behaviour has of its own: its settings, its chance, and what it remembers of one node. */
export interface Own<O, M> {
  readonly options: O;
  /** The stream for this kind of input: how often one kind happens changes nothing for the others. */
  readonly random: () => Random;
  readonly memory: M;
}

/** A behaviour as it is written. */
export interface Definition<O extends BehaviourOptionValues, M> {
  /** The word in scenarios and on the command line. */
  readonly name: string;
  /** One line, shown by the command line. */
  readonly summary: string;
  readonly defaults: O;
  /** The words that an option may be, where not any will do. */
  readonly choices?: Partial<Record<keyof O, readonly string[]>>;
  /** What it remembers of a node, at first. */
  readonly memory?: () => M;
  /** Says what becomes of an input before the node knows of it. */
  readonly hear?: (input: VirtualNodeInput, moment: InputMoment & Own<O, M>) => ReshapedInput;
  /** Reshapes what a healthy node was about to do. */
  readonly reshape?: (
    planned: readonly VirtualNodeEffect[],
    moment: ReshapingMoment & Own<O, M>,
  ) => readonly VirtualNodeEffect[];
}

/** A behaviour of one node, with its options. */
export interface AppliedBehaviour {
  readonly name: string;
  readonly options: BehaviourOptionValues;
  hear(input: VirtualNodeInput, moment: InputMoment): ReshapedInput;
  reshape(planned: readonly VirtualNodeEffect[], moment: ReshapingMoment): readonly VirtualNodeEffect[];
}

/** A behaviour that nodes can be given. */
export interface Behaviour {
  readonly name: string;
  readonly summary: string;
  readonly defaults: BehaviourOptionValues;
  readonly choices: Readonly<Record<string, readonly string[] | undefined>>;
  /**
   * @param options in place of the defaults, known to be valid
   * @param seed with the behaviour's name it decides every choice
   */
  apply(options: BehaviourOptionValues, ...seed: readonly (string | number)[]): AppliedBehaviour;
}

/** Makes a behaviour of its definition. */
export function defineBehaviour<O extends BehaviourOptionValues, M = undefined>(
  definition: Definition<O, M>,
): Behaviour {
  const { name, summary, defaults, choices = {} } = definition;
  return {
    name,
    summary,
    defaults,
    choices,
    apply: (options, ...seed) => new Applied(definition, { ...defaults, ...options }, [...seed, name]),
  };
}

/** A class rather than closures, because a fleet has thousands of them. */
class Applied<O extends BehaviourOptionValues, M> implements AppliedBehaviour {
  readonly options: O;
  readonly #definition: Definition<O, M>;
  readonly #seed: readonly (string | number)[];
  readonly #memory: M;
  #streams: Map<string, Random> | undefined;

  constructor(definition: Definition<O, M>, options: O, seed: readonly (string | number)[]) {
    this.options = options;
    this.#definition = definition;
    this.#seed = seed;
    this.#memory = definition.memory?.() as M;
  }

  get name(): string {
    return this.#definition.name;
  }

  hear(input: VirtualNodeInput, moment: InputMoment): ReshapedInput {
    const { hear } = this.#definition;
    return hear ? hear(input, { ...moment, ...this.#own(input) }) : input;
  }

  reshape(planned: readonly VirtualNodeEffect[], moment: ReshapingMoment): readonly VirtualNodeEffect[] {
    const { reshape } = this.#definition;
    return reshape ? reshape(planned, { ...moment, ...this.#own(moment.input) }) : planned;
  }

  #own(input: VirtualNodeInput): Own<O, M> {
    return { options: this.options, memory: this.#memory, random: () => this.#stream(input.type) };
  }

  #stream(kind: string): Random {
    this.#streams ??= new Map();
    const known = this.#streams.get(kind);
    if (known) return known;
    const stream = new Random(...this.#seed, kind);
    this.#streams.set(kind, stream);
    return stream;
  }
}

/** The same behaviour under another word, with other defaults. */
export function variantOf(
  behaviour: Behaviour,
  variant: { readonly name: string; readonly summary: string; readonly defaults: BehaviourOptionValues },
): Behaviour {
  const defaults = { ...behaviour.defaults, ...variant.defaults };
  return {
    ...behaviour,
    name: variant.name,
    summary: variant.summary,
    defaults,
    apply: (options, ...seed) => behaviour.apply({ ...defaults, ...options }, ...seed, variant.name),
  };
}
