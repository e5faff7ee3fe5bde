import type { FileProblem } from '../../files/settings/file-problem.ts';
import type { RawStage } from './raw-fleet.ts';
import { type Complain, optionalMs } from './raw-parts.ts';
import type { Stage } from './stage.ts';

/** `{ to: 500, over: 2m }` and `{ hold: 5m }`, one after the other. */
export function readStages(
  raw: readonly RawStage[],
  path: FileProblem['path'],
  complain: Complain,
): readonly Stage[] {
  let level = 0;
  return raw.map(({ to, over, hold }, index) => {
    if ((to === undefined) === (hold === undefined))
      complain([...path, index], 'needs one of to and hold: { to: 500, over: 2m } or { hold: 5m }');
    if (over !== undefined && to === undefined)
      complain([...path, index, 'over'], 'goes with to only: remove it');
    level = to ?? level;
    return { to: level, ms: optionalMs(hold ?? over) ?? 0 };
  });
}
