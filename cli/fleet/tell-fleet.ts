import { askFleet, type FleetAnswer } from '../control/ask-fleet.ts';
import { fleetMeant } from '../control/find-fleets.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { CheckFailed, UsageError } from '../program/errors.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';

/** Tells the fleet that is meant something, and says what was done. @throws UsageError, CheckFailed */
export async function tellFleet(
  around: Surroundings,
  named: string | undefined,
  request: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const { said = '' } = await told(await fleetMeant(named, around), request);
  around.output.answer(sentence(printable(said)));
  around.output.record({ event: 'done', said });
  return EXIT.done;
}

/** What the fleet at a socket says. @throws UsageError where it does not do it, CheckFailed */
export async function told(path: string, request: Readonly<Record<string, unknown>>): Promise<FleetAnswer> {
  const answer = await askFleet(path, request);
  if (answer.ok) return answer;
  const problem = sentence(printable(answer.problem ?? 'it did not say why'));
  throw /^It could not be done/.test(problem) ? new CheckFailed(problem) : new UsageError(problem);
}
