import { SETUP_ANSWER_TIMEOUT_MS } from '../../conformance/target-file/open-target.ts';
import type { TargetFile } from '../../conformance/target-file/target-file.ts';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';

/** As long as nobody wonders what is going on. */
const SILENCE_MS = 2_000;

/**
 * Says which server that runs already is waited for before anything runs, unless that is over soon and its timer cancelled. One that is
 * started for the run has nothing to be asked before.
 */
export function sayWaiting(
  { remark }: Output,
  { server }: Pick<TargetFile, 'server'>,
  clock: Clock,
): Timer | undefined {
  if (server.kind !== 'external') return undefined;
  const line = `Asking ${printable(server.url)} what it offers; each answer may take ${SETUP_ANSWER_TIMEOUT_MS / 1_000} s.`;
  return clock.after(SILENCE_MS, () => remark(line));
}
