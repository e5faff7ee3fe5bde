import type { ThresholdResult } from '../../../../reports/generators/fleet/fleet-results.ts';
import type { FleetThreshold } from '../../../../simulator/fleet-file/fleet-file.ts';
import type { ComparisonOperator } from '../../../../simulator/thresholds/expression.ts';
import { figureText } from '../../view/figure-text.ts';
import type { ViewedThreshold } from '../../view/view-figures.ts';

const UPPER = (over: number) => (over > 0 ? `${figureText(over)} over` : `${figureText(-over)} below`);
const LOWER = (over: number) => (over > 0 ? `${figureText(over)} above` : `${figureText(-over)} to go`);
const AT_LIMIT = 'at the limit';

/** What lies between value and limit, which differ. */
const WORDS: Readonly<Record<ComparisonOperator, (over: number) => string>> = {
  '<': UPPER,
  '<=': UPPER,
  '>': LOWER,
  '>=': LOWER,
  '==': (over) => (over > 0 ? `${figureText(over)} over` : `${figureText(-over)} to go`),
  '!=': (over) => `${figureText(Math.abs(over))} apart`,
};

/**
 * A threshold as it stands: what is below a limit that it has to reach is not there yet, what is over a limit is crossed.
 * @param sinceBeginSeconds undefined before the begin
 */
export function viewedThreshold(
  { text, comparison, endsRunAfterMs }: FleetThreshold,
  { left, right, isKept, isOurs }: ThresholdResult,
  sinceBeginSeconds: number | undefined,
): ViewedThreshold {
  const inSeconds =
    sinceBeginSeconds === undefined || endsRunAfterMs === undefined
      ? undefined
      : Math.max(0, endsRunAfterMs / 1_000 - sinceBeginSeconds);
  const ends = endsRunAfterMs === undefined ? {} : { ends: { inSeconds } };
  if (left === undefined || right === undefined) return { text, state: 'no data', distance: '', ...ends };
  const over = left - right;
  const mayCome = comparison === '>' ? over <= 0 : over < 0 && ['>=', '=='].includes(comparison);
  const distance = over === 0 ? AT_LIMIT : WORDS[comparison](over);
  const state = isKept ? 'holds' : isOurs ? 'unclear' : mayCome ? 'not yet' : 'crossed';
  return { text, state, value: left, limit: right, distance, ...ends };
}
