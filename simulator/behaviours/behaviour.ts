import type { VirtualNodeInput } from '../node/inputs.ts';
import type { VirtualNodeEffect } from '../node/planned.ts';
import { Random } from '../node/random.ts';
import type { VirtualNodeState } from '../node/state.ts';

/** A setting of a behaviour. Null where there is none by default. */
export type OptionValue = string | number | boolean | null | readonly string[];
export type BehaviourOptionValues = Readonly<Record<string, OptionValue>>;
/** The words that options may be, by option. */
export type OptionWords = Readonly<Record<string, readonly string[] | undefined>>;

/** What each option means: a sentence, with its unit. */
export type OptionMeanings = Readonly<Record<string, string>>;
/** What a number may be. */
export interface NumberLimits {
  readonly least: number;
  readonly most?: number;
  readonly isWhole?: true;
}
/** The limits of options that are numbers, by option. */
export type OptionLimits = Readonly<Record<string, NumberLimits | undefined>>;

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
export interface Definition<
  O extends BehaviourOptionValues,
  M,
  N extends string = string,
  C extends object = OptionWords,
> {
  /** The word in scenarios and on the command line. */
  readonly name: N;
  /** One line, shown by the command line. */
  readonly summary: string;
  readonly defaults: O;
  /** What each option means: a sentence, with its unit. */
  readonly meanings: { readonly [K in keyof NoInfer<O>]: string };
  /** The words that an option may be, where not any will do. */
  readonly choices?: C;
  /** What a number may be, where not any will do. */
  readonly limits?: { readonly [K in keyof NoInfer<O>]?: NumberLimits };
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

/** A behaviour that nodes can be given. Its type knows its name, its options, and the words that they may be. */
export interface Behaviour<
  N extends string = string,
  O extends BehaviourOptionValues = BehaviourOptionValues,
  C extends object = OptionWords,
> {
  readonly name: N;
  readonly summary: string;
  readonly defaults: O;
  readonly meanings: OptionMeanings;
  readonly choices: C;
  readonly limits: OptionLimits;
  /**
   * @param options in place of the defaults, known to be valid
   * @param seed with the behaviour's name it decides every choice
   */
  apply(options: BehaviourOptionValues, ...seed: readonly (string | number)[]): AppliedBehaviour;
}

/** Of a behaviour whose options may be anything of their kind. */
type NoWords = Readonly<Record<never, never>>;

/** Makes a behaviour of its definition. */
export function defineBehaviour<
  const N extends string,
  O extends BehaviourOptionValues,
  M = undefined,
  const C extends { readonly [K in keyof O]?: readonly string[] } = NoWords,
>(definition: Definition<O, M, N, C>): Behaviour<N, O, C> {
  const { name, summary, defaults, meanings, choices = {} as C, limits = {} } = definition;
  return {
    name,
    summary,
    defaults,
    meanings,
    choices,
    limits,
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
export function variantOf<const N extends string, O extends BehaviourOptionValues, C extends object>(
  behaviour: Behaviour<string, O, C>,
  variant: { readonly name: N; readonly summary: string; readonly defaults: Partial<O> },
): Behaviour<N, O, C> {
  const defaults = { ...behaviour.defaults, ...variant.defaults };
  return {
    ...behaviour,
    name: variant.name,
    summary: variant.summary,
    defaults,
    apply: (options, ...seed) => behaviour.apply({ ...defaults, ...options }, ...seed, variant.name),
  };
}
