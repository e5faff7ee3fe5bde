import type { BehaviourChoice } from '../behaviours/choose.ts';
import { faultText } from '../faults/fault-text.ts';
import type { FleetPlan } from './plan.ts';

/** Jobs of an endless series that are written down. */
const MAX_WRITTEN_JOBS = 100;

/** A plan as lines, one a decision: two plans are the same when their lines are. */
export function planLines(plan: FleetPlan): readonly string[] {
  return [
    `seed ${plan.seed}`,
    ...plan.nodes.map(
      (node) => `node ${node.name} at ${node.startAtMs} ms: ${node.behaviours.map(choiceText).join(' ')}`,
    ),
    ...plan.series.flatMap((series) => {
      const { startsMs } = series;
      return Array.from({ length: Math.min(series.length, MAX_WRITTEN_JOBS) }, (_, index) => {
        const job = series.job(index);
        const when = startsMs ? `at ${startsMs[index]} ms` : 'after the one before';
        return `job ${job.label} ${when}: quorum ${job.quorum ?? 'all'} of ${job.nodes.join(' ')}`;
      });
    }),
    ...plan.leavings.map(({ node, atMs, returnsAfterMs }) => {
      const until = returnsAfterMs === undefined ? '' : ` for ${returnsAfterMs} ms`;
      return `node ${node} leaves at ${atMs} ms${until}`;
    }),
    ...plan.faults.map((fault) => {
      if (fault.isByHand) return `fault ${fault.name} by hand: ${faultText(fault)}: ${fault.hits.join(' ')}`;
      const until = fault.toMs === undefined ? 'the end' : `${fault.toMs} ms`;
      return `fault ${fault.name} from ${fault.fromMs} ms to ${until}: ${faultText(fault)}: ${fault.hits.join(' ')}`;
    }),
    ...plan.events.map((event) => `event ${event.kind} at ${event.atMs} ms: ${event.hits.join(' ')}`),
  ];
}

function choiceText(choice: BehaviourChoice): string {
  if (typeof choice === 'string') return choice;
  return `${choice.name}${JSON.stringify(choice.options ?? {})}`;
}
