import type { Check, Topic } from './checks/check.ts';
import { CONTACT } from './checks/contact.ts';
import type { MachineWatch } from './machine-watch.ts';
import { notRun, type Outcome } from './outcome.ts';
import type { Stand } from './stand/stand.ts';
import { tryCheck } from './try-check.ts';
import type { Rules } from './verdict-on.ts';

export interface Run {
  readonly stand: Stand;
  readonly topics: readonly Topic[];
  readonly isSelected: (check: Check) => boolean;
  readonly rules: Rules;
  /** Says whether a failure may be due to this machine. */
  readonly machine: Pick<MachineWatch, 'begin' | 'delay'>;
  /** Told of each selected check as soon as it is judged. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/**
 * Makes the checks in their order. Those of the first contact are made in any case, and told where they are selected:
 * where one of them fails, nothing else can be judged.
 */
export async function runChecks({
  stand,
  topics,
  isSelected,
  rules,
  machine,
  onOutcome,
}: Run): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let obstacle: string | undefined;
  for (const topic of topics) {
    for (const check of topic.checks) {
      if (!isSelected(check) && topic !== CONTACT) continue;
      const reason = obstacle ?? tooLong(check, stand);
      const { outcome, stops } =
        reason === undefined
          ? await tryCheck(topic, check, { stand, rules, machine })
          : { outcome: notRun(topic, check, reason) };
      obstacle ??= stops;
      if (!isSelected(check)) continue;
      outcomes.push(outcome);
      onOutcome(outcome);
    }
  }
  return outcomes;
}

function tooLong({ takesMs }: Check, stand: Stand): string | undefined {
  const neededMs = takesMs?.(stand) ?? 0;
  if (neededMs <= stand.waits.patienceMs) return undefined;
  return `it takes ${Math.ceil(neededMs / 1_000)} s, more than the patience of ${stand.waits.patienceMs / 1_000} s`;
}
