import type { VirtualNodeInput } from '../node/inputs.ts';
import type { VirtualNodeEffect } from '../node/planned.ts';
import { says } from './reshaping.ts';
import { wordsIn } from './words.ts';

/** A moment in a node's life, seen by what happens and what it is about to do. */
interface Moment {
  readonly isNow: (planned: readonly VirtualNodeEffect[], input: VirtualNodeInput) => boolean;
  /** What of it is done still. */
  readonly left: (planned: readonly VirtualNodeEffect[]) => readonly VirtualNodeEffect[];
}

const all = (planned: readonly VirtualNodeEffect[]) => planned;
const nothing = () => [];

/**
 * `connected`: before its first word. `aborted`: out of rehab. `commit`: before it votes. `ack_commit`: after its vote.
 * `run`: before it acks. `running`: with the ack and the command's start.
 */
const MOMENTS = {
  connected: {
    isNow: (_planned, input) => input.type === 'configured',
    left: (planned) => planned.filter((effect) => effect.type !== 'send'),
  },
  aborted: { isNow: (planned) => isSaid(planned, 'aborted'), left: all },
  commit: { isNow: (_planned, input) => input.type === 'commit', left: nothing },
  ack_commit: { isNow: (planned) => isSaid(planned, 'ack_commit'), left: all },
  run: { isNow: (_planned, input) => input.type === 'run', left: nothing },
  running: { isNow: (planned) => isSaid(planned, 'ack_run'), left: all },
} as const satisfies Record<string, Moment>;

/** When those moments are, in words. */
export const MOMENT_MEANING =
  'before its first message (connected), as it leaves rehab (aborted), before its vote (commit), after its yes (ack_commit), before it acks the run (run), or as the command starts (running).';

/** The words for moments. */
export const MOMENT_WORDS = wordsIn(MOMENTS);
export type MomentWord = (typeof MOMENT_WORDS)[number];

/** What of the plan is done still where it is this moment, undefined where it is not. */
export function leftAt(
  word: MomentWord,
  planned: readonly VirtualNodeEffect[],
  input: VirtualNodeInput,
): readonly VirtualNodeEffect[] | undefined {
  const moment: Moment = MOMENTS[word];
  return moment.isNow(planned, input) ? moment.left(planned) : undefined;
}

function isSaid(planned: readonly VirtualNodeEffect[], type: string): boolean {
  return planned.some((effect) => says(effect, [type]));
}
