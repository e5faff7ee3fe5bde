/** What the harness has to be told about a step that is not its step, by the status that Cucumber gives it. */
const WHY: Readonly<Record<string, string>> = {
  PENDING: 'the step is not written yet',
  UNDEFINED: 'no step definition matches',
  AMBIGUOUS: 'several step definitions match',
};

/** Why a step of this status is a fault of ours, however slow the machine was; undefined for any other. */
export function whyUnusable(status: string): string | undefined {
  return Object.hasOwn(WHY, status) ? WHY[status] : undefined;
}
