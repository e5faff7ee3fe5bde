import { TargetUnreachable } from '../target-file/errors.ts';
import type { RunAccess } from '../target-file/open-target.ts';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import { finishRestart } from '../target-file/restart-by-hooks.ts';
import { HookFailed } from '../target-file/run-hook.ts';
import { cleanUp } from './clean-up.ts';

/** How long each request of those who clean up may take when the run was interrupted. */
const INTERRUPTED_WITHIN_MS = 5_000;

/**
 * Leaves somebody else's server as the run has found it: running, without anything that the run has made.
 * @param resolved as the processes of the run were told
 * @param interrupted somebody waits for the end: a target that does not answer is not waited for long
 * @returns what could not be done, a sentence each
 */
export async function leaveAsFound(
  resolved: ResolvedTarget,
  { admin, superuser }: Pick<RunAccess, 'admin' | 'superuser'>,
  interrupted: AbortSignal,
): Promise<readonly string[]> {
  if (resolved.server.kind !== 'external' || admin === undefined) return [];
  const said: string[] = [];
  try {
    await finishRestart(resolved);
  } catch (error) {
    if (!(error instanceof HookFailed) && !(error instanceof TargetUnreachable)) throw error;
    said.push(
      `The run ended in the middle of a restart of the target, which could not be finished: ${error.message}.`,
    );
  }
  const patience = interrupted.aborted ? { withinMs: INTERRUPTED_WITHIN_MS } : {};
  const left = await cleanUp(admin.as(patience), superuser?.as(patience), resolved.runId);
  return [...said, ...left.map((what) => `The run could not remove from the target: ${what}.`)];
}
