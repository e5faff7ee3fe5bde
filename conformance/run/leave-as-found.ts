import { nodeStates } from '../../protocol/client/api.ts';
import { RequestRefused, ServerUnreachable, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
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
  const stays = interrupted.aborted ? [] : await nodesThatStay(admin, resolved);
  return [...said, ...left.map((what) => `The run could not remove from the target: ${what}.`), ...stays];
}

/** The documented server lists every node that it has ever seen, and nothing of the protocol takes one out. Source: protocol §2. */
async function nodesThatStay(
  admin: RestClient,
  { dialect, runId }: ResolvedTarget,
): Promise<readonly string[]> {
  if (dialect !== 'documented') return [];
  try {
    const count = (await nodeStates(admin)).filter(({ name }) => name.includes(runId)).length;
    if (count === 0) return [];
    const nodes = count === 1 ? '1 node of the run stays' : `${count} nodes of the run stay`;
    return [
      `${nodes} in the target's list of nodes, as down: their clients are deleted, and the protocol has no way to have a node forgotten.`,
    ];
  } catch (error) {
    // whoever shows no list of them has nothing to be told about
    const isAnswer = [RequestRefused, UnexpectedAnswer, ServerUnreachable].some(
      (kind) => error instanceof kind,
    );
    if (isAnswer) return [];
    throw error;
  }
}
