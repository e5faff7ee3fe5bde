import type { AnyCommand } from './command.ts';

/** A command as help lists it; the rest is loaded when it is called. */
export interface ListedCommand {
  /** Its words after `push-harness`. */
  readonly words: string;
  readonly summary: string;
  load(): Promise<AnyCommand>;
}

/** A first word that several commands share. */
export interface CommandGroup {
  readonly word: string;
  readonly summary: string;
}

/** Everything that can be said after `push-harness`. */
export interface CommandList {
  readonly commands: readonly ListedCommand[];
  readonly groups: readonly CommandGroup[];
}
