import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { WhitelistRule } from '../commands/whitelist.ts';
import type { Presence } from './presence.ts';

/** A node of the plan. */
export interface PlannedNode {
  readonly name: string;
  readonly group: string;
  readonly behaviours: readonly BehaviourChoice[];
  readonly whitelist: readonly WhitelistRule[] | undefined;
  /** From the start of the run. */
  readonly startAtMs: number;
  /** When it is there, in a fleet whose nodes come and leave; undefined where it stays. */
  readonly presence?: readonly Presence[];
}
