import type { OptionKind } from './option-kinds.ts';

/** One option, whichever way it is given. */
export interface Option<T = unknown> {
  readonly kind: OptionKind<T>;
  readonly about: string;
  /** The value's name in help; a flag has none. */
  readonly value?: string;
  /** A one-letter flag beside the long one, such as `q`. */
  readonly short?: string;
  readonly default?: T;
  /** It counts on the command line alone, since left in a file or an environment it would reach what nobody meant. */
  readonly onlyAsFlag?: true;
  /** Said in help instead of `default`, where the default is found out when the command runs. */
  readonly defaultSaid?: string;
}

/** Options by name, in camelCase; flag, variable and key are made from the name. */
export type OptionTable = Readonly<Record<string, Option>>;

type ValueOf<O> = O extends { readonly kind: OptionKind<infer T> }
  ? O extends { readonly default: unknown }
    ? T
    : T | undefined
  : never;

export type OptionValues<T extends OptionTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** `heartbeatPort` as the configuration file spells it: `heartbeat-port`. */
export function fileKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `heartbeatPort` on the command line: `--heartbeat-port`. */
export function flagOf(name: string): string {
  return `--${fileKey(name)}`;
}

/** `heartbeatPort` in the environment: `PUSH_HARNESS_HEARTBEAT_PORT`. */
export function variableOf(name: string): string {
  return `PUSH_HARNESS_${fileKey(name).replaceAll('-', '_').toUpperCase()}`;
}
