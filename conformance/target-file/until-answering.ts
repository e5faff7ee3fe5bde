import { setTimeout as pause } from 'node:timers/promises';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import { TargetUnreachable } from './errors.ts';
import { askStatus, type StatusAnswer } from './server-status.ts';

const LOOK_EVERY_MS = 20;

/** A server that its operator restarts may need as long as that takes. */
const ANSWERS_WITHIN_MS = 60_000;

/**
 * Resolves when the server answers `GET /pushy/_status` with 200, or as is enough.
 * @throws TargetUnreachable when the time is over
 */
export async function untilAnswering(
  serverUrl: string,
  reach: ServerReach | undefined,
  withinMs = ANSWERS_WITHIN_MS,
  isEnough = ({ isRight }: StatusAnswer) => isRight,
): Promise<StatusAnswer> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await askStatus(serverUrl, reach);
    if (isEnough(answer)) return answer;
    if (performance.now() > deadline)
      throw new TargetUnreachable(
        `nothing answers at ${serverUrl} after ${withinMs / 1_000} s (${answer.text})`,
      );
    await pause(LOOK_EVERY_MS);
  }
}
