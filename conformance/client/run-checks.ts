import { type CheckOutcome, notRun } from './check-outcome.ts';
import type { Check, Topic } from './checks/check.ts';
import { CONTACT } from './checks/contact.ts';
import type { MachineWatch } from './machine-watch.ts';
import type { Testbed } from './testbed/testbed.ts';
import { tryCheck } from './try-check.ts';
import type { ClientRules } from './verdict-on.ts';

export interface CheckRun {
  readonly testbed: Testbed;
  readonly topics: readonly Topic[];
  readonly isSelected: (check: Check) => boolean;
  readonly rules: ClientRules;
  /** Says whether a failure may be due to this machine. */
  readonly machine: Pick<MachineWatch, 'begin' | 'delay'>;
  /** Told of each selected check as soon as it is judged. */
  readonly onOutcome: (outcome: CheckOutcome) => void;
}

/**
 * Makes the checks in their order. Those of the first contact are made in any case, and told where they are selected:
 * where one of them fails, nothing else can be judged.
 */
export async function runChecks({
  testbed,
  topics,
  isSelected,
  rules,
  machine,
  onOutcome,
}: CheckRun): Promise<readonly CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  let obstacle: string | undefined;
  for (const topic of topics) {
    for (const check of topic.checks) {
      if (!isSelected(check) && topic !== CONTACT) continue;
      const reason = obstacle ?? tooLong(check, testbed);
      const { outcome, stops } =
        reason === undefined
          ? await tryCheck(topic, check, { testbed, rules, machine })
          : { outcome: notRun(topic, check, reason) };
      obstacle ??= stops;
      if (!isSelected(check)) continue;
      outcomes.push(outcome);
      onOutcome(outcome);
    }
  }
  return outcomes;
}

function tooLong({ takesMs }: Check, testbed: Testbed): string | undefined {
  const neededMs = takesMs?.(testbed) ?? 0;
  if (neededMs <= testbed.waits.patienceMs) return undefined;
  return `it takes ${Math.ceil(neededMs / 1_000)} s, more than the patience of ${testbed.waits.patienceMs / 1_000} s`;
}
