import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { WhitelistRule } from '../commands/whitelist.ts';

/** A node of the plan. */
export interface PlannedNode {
  readonly name: string;
  readonly group: string;
  readonly behaviours: readonly BehaviourChoice[];
  readonly whitelist: readonly WhitelistRule[] | undefined;
  /** From the start of the run. */
  readonly startAtMs: number;
}
