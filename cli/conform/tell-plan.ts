import type { ScenarioPlan } from '../../conformance/plan/plan.ts';
import { titleOf } from '../../reports/generators/conformance/scenario-title.ts';
import type { Output } from '../output/output.ts';

/** Lists what would run, and says why the rest would not. */
export function tellPlan(output: Output, { selected, notRun }: ScenarioPlan): void {
  for (const { id, name, requirement, level, uri, line } of selected) {
    output.answer(`${id}  ${level}  ${titleOf(requirement, name)}`);
    output.record({ id, level, rule: requirement, name, uri, line, runs: true });
  }
  for (const { id, verdict, reason } of notRun) output.record({ id, runs: false, verdict, reason });
  output.remark(`${selected.length} scenarios would run, ${notRun.length} would not:`);
  const reasons = new Map<string, number>();
  for (const { verdict, reason } of notRun) {
    const why = `${verdict}, ${reason}`;
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  for (const [why, count] of reasons) output.remark(`  ${count}: ${why}`);
}
