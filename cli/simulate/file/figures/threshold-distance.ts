import { numberText } from '../../../../reports/generators/fleet/figures.ts';
import type { ThresholdResult } from '../../../../reports/generators/fleet/fleet-results.ts';
import type { FleetThreshold } from '../../../../simulator/fleet-file/fleet-file.ts';
import type { ComparisonOperator } from '../../../../simulator/thresholds/expression.ts';
import type { ViewedThreshold } from '../../view/view-figures.ts';

/** What lies between value and limit: while it is kept, and while it is not. */
const WORDS: Readonly<Record<ComparisonOperator, (over: number, isKept: boolean) => string>> = {
  '<': (over, isKept) => (isKept ? `${numberText(-over)} below` : `${numberText(over)} over`),
  '<=': (over, isKept) => (isKept ? `${numberText(-over)} below` : `${numberText(over)} over`),
  '>': (over, isKept) => (isKept ? `${numberText(over)} above` : `${numberText(-over)} to go`),
  '>=': (over, isKept) => (isKept ? `${numberText(over)} above` : `${numberText(-over)} to go`),
  '==': (over) => (over > 0 ? `${numberText(over)} over` : over < 0 ? `${numberText(-over)} to go` : 'equal'),
  '!=': (over) => (over === 0 ? 'equal' : `${numberText(Math.abs(over))} apart`),
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
  const mayCome = over < 0 && ['>', '>=', '=='].includes(comparison);
  const state = isKept ? 'holds' : isOurs ? 'unclear' : mayCome ? 'not yet' : 'crossed';
  return { text, state, value: left, limit: right, distance: WORDS[comparison](over, isKept), ...ends };
}
