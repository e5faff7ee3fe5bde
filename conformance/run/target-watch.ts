import { existsSync } from 'node:fs';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import { askStatus } from '../target-file/server-status.ts';

/** So often it is looked at in that time. */
const LOOKS = 10;

/** A server that has answered nobody for this long is gone. */
const GONE_AFTER_MS = 20_000;

type Watched = Pick<ResolvedTarget, 'server' | 'url' | 'reach' | 'restartFile' | 'goneAfterMs'>;

/**
 * Looks at a target while scenarios run, so that none waits for one that is gone. Restarts by hooks do not count.
 * @param onGone told once, with a sentence without a full stop
 * @returns ends it
 */
export function watchTarget(
  { server, url, reach, restartFile, goneAfterMs = GONE_AFTER_MS }: Watched,
  onGone: (why: string) => void,
): () => void {
  if (server.kind === 'in-process' || url === undefined) return () => {};
  const lookEveryMs = goneAfterMs / LOOKS;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let silentSinceMs: number | undefined;
  const look = async (): Promise<void> => {
    const { isThere, text } = await askStatus(url, reach);
    if (isOver) return;
    const isRestarted = restartFile !== undefined && existsSync(restartFile);
    if (isThere || isRestarted) silentSinceMs = undefined;
    else silentSinceMs ??= performance.now();
    if (silentSinceMs !== undefined && performance.now() - silentSinceMs >= goneAfterMs)
      return onGone(`the target at ${url} no longer answers (${text})`);
    timer = setTimeout(() => void look(), lookEveryMs);
  };
  timer = setTimeout(() => void look(), lookEveryMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
