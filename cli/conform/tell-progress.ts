import type { ScenarioPlan } from '../../conformance/plan/plan.ts';
import type { AttemptEnd } from '../../conformance/run/progress.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import { causeOf } from '../../reports/generators/conformance/failure-groups.ts';
import { headline } from '../../reports/generators/conformance/failure-text.ts';
import { excuseFor } from '../../reports/generators/conformance/known-failures.ts';
import type { KnownFailure } from '../../reports/generators/conformance/run-facts.ts';
import { titleOf } from '../../reports/generators/conformance/scenario-title.ts';
import { startLiveArea } from '../output/live-area.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';

/** Says how a run goes. */
export interface ProgressTeller {
  /** The run begins with these scenarios. */
  begin(plan: ScenarioPlan): void;
  ended(attempt: AttemptEnd): void;
  remark(line: string): void;
  /** Takes away what was drawn. */
  close(): void;
}

/**
 * Tells of the first scenario that failed for each cause, of the first that this machine was too slow for, and of the first that
 * could not be judged for each reason: the others stand at the end. On a terminal the last line says how many have been judged.
 */
export function progressTeller(
  output: Output,
  { knownFailures, clock }: { readonly knownFailures: readonly KnownFailure[]; readonly clock: Clock },
): ProgressTeller {
  const told = new Set<string>();
  const startedAt = new Date(clock.now()).toISOString();
  let [all, judged, failed] = [0, 0, 0];
  const { stderr, json } = output;
  const area =
    stderr.canRedraw && !json
      ? startLiveArea(stderr, clock, () => [
          `${judged} of ${all} scenarios are judged${failed === 0 ? '' : `, ${stderr.paint('bad', `${failed} failed`)}`}`,
        ])
      : undefined;
  const remark = (line: string): void => (area?.above ?? output.remark)(line);
  const once = (key: string, line: string): void => {
    if (told.has(key)) return;
    told.add(key);
    remark(line);
  };
  return {
    begin: ({ selected }) => {
      all = selected.length;
      if (all > 0) area?.changed();
    },
    ended: ({ candidate, outcome, isTriedAgain, notJudged, failure }) => {
      const { id, name, requirement, uri, line } = candidate;
      const isKnown = excuseFor(id, { knownFailures, startedAt }).expectation === 'known failure';
      output.record({
        event: 'ended',
        id,
        outcome,
        tried_again: isTriedAgain,
        ...(isKnown && { is_known: true }),
      });
      if (!isTriedAgain) judged++;
      if (outcome === 'failed' && !isTriedAgain && !isKnown) failed++;
      area?.changed();
      if (notJudged !== undefined)
        once(`not judged ${notJudged.why}`, `${id} is not judged: ${printable(notJudged.why)}`);
      if (outcome === 'held up')
        once(
          'held up',
          `${stderr.paint('busy', `${id} failed while this machine was too slow`)} for the target's timings: such scenarios are tried again, and accuse nobody.`,
        );
      if (outcome !== 'failed' || isKnown) return;
      const said = failure === undefined ? '' : `: ${printable(headline(failure))}`;
      const again = isTriedAgain ? ', and is tried again' : '';
      const cause = failure === undefined ? id : causeOf(failure);
      once(
        `failed ${cause}`,
        `${stderr.paint('bad', `${id} failed`)}${again}: ${titleOf(requirement, name)}${said} (${uri}:${line})`,
      );
    },
    remark,
    close: () => area?.clear(),
  };
}
