import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { ResolvedTarget } from './resolved-target.ts';
import { runHook } from './run-hook.ts';
import { untilAnswering } from './until-answering.ts';

type HookedTarget = Pick<ResolvedTarget, 'hooks' | 'hooksFolder' | 'restartFile' | 'url' | 'reach'>;

/**
 * Restarts a target by its hooks; resolves when it answers again. While that lasts the run's `restartFile` is there.
 * @throws HookFailed, TargetUnreachable
 */
export async function restartByHooks(target: HookedTarget): Promise<void> {
  const { hooks, restartFile } = target;
  if (restartFile !== undefined) writeFileSync(restartFile, '');
  await runHooks(target, hooks.restart === undefined ? [hooks.stop, hooks.start] : [hooks.restart]);
  if (restartFile !== undefined) rmSync(restartFile, { force: true });
}

/**
 * Starts a target that a run was restarting when it was cut off; one that was not restarted is left alone.
 * @throws HookFailed, TargetUnreachable
 */
export async function finishRestart(target: HookedTarget): Promise<void> {
  const { hooks, restartFile } = target;
  if (restartFile === undefined || !existsSync(restartFile)) return;
  await runHooks(target, [hooks.start ?? hooks.restart]);
  rmSync(restartFile, { force: true });
}

async function runHooks(
  { hooksFolder, url = '', reach }: HookedTarget,
  lines: readonly (string | undefined)[],
): Promise<void> {
  for (const line of lines) if (line !== undefined) await runHook(line, hooksFolder ?? '.');
  await untilAnswering(url, reach);
}
