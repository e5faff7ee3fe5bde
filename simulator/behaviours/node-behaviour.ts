import type { Behaviour, BehaviourOptionValues, OptionValue } from './behaviour.ts';
import type { KnownBehaviour } from './index.ts';

/** The word for a behaviour. */
export type BehaviourName = KnownBehaviour['name'];

/** What a behaviour can be told in place of its defaults. */
export type BehaviourOptions<Name extends BehaviourName> = OptionsOf<
  Extract<KnownBehaviour, { readonly name: Name }>
>;

/** A behaviour that exists, by its name, or with options that it has: what a test gives a node. */
export type NodeBehaviour =
  | BehaviourName
  | {
      [Name in BehaviourName]: { readonly name: Name; readonly options?: BehaviourOptions<Name> };
    }[BehaviourName];

type OptionsOf<B> = B extends Behaviour<string, infer O, infer C> ? OptionsLike<O, C> : never;

/** An object type without keys would take any. */
type OptionsLike<O extends BehaviourOptionValues, C extends object> = keyof O extends never
  ? Readonly<Record<string, never>>
  : { readonly [K in keyof O]?: K extends keyof C ? OneOf<O[K], C[K]> : Widened<O[K]> };

/** A word of those that there are, or a list of them where the default is a list. */
type OneOf<Default extends OptionValue, Words> = Words extends readonly string[]
  ? Default extends readonly string[]
    ? readonly Words[number][]
    : Words[number]
  : Widened<Default>;

/** The kind of a default: another number for a number. Null stands for a number that is not there. */
type Widened<Default extends OptionValue> = Default extends number
  ? number
  : Default extends string
    ? string
    : Default extends boolean
      ? boolean
      : Default;
