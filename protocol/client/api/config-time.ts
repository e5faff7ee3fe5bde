import type { RestClient } from '../rest-client.ts';

const SECOND_MS = 1_000;
/** More than anybody asks ahead of time; whoever is further off has another clock, or asks without end. */
const MOST_AHEAD_SECONDS = 60;

interface LastAsked {
  readonly second: number;
  readonly curvePublicKey: string;
}

/** By server, organisation and name of who asked, the one who asked longest ago first. */
const lastAsked = new Map<string, LastAsked>();

/**
 * When a request for a configuration is to be signed, milliseconds since the Unix epoch: now, unless this process has asked in the
 * same second with another CURVE key, as a virtual node does that begins another life at once. Signatures of one second are the
 * same, and a server admits one key for each: then it is a later second. A client in a process of its own takes longer to start.
 */
export function configTimeMs(
  { serverUrl, org, user, clock }: Pick<RestClient, 'serverUrl' | 'org' | 'user' | 'clock'>,
  curvePublicKey: string,
): number {
  const nowMs = clock.now();
  const now = Math.floor(nowMs / SECOND_MS);
  forgetBefore(now);
  const who = JSON.stringify([serverUrl, org, user]);
  const last = lastAsked.get(who);
  const isAhead = last !== undefined && last.second >= now && last.second < now + MOST_AHEAD_SECONDS;
  const second = !isAhead ? now : last.curvePublicKey === curvePublicKey ? last.second : last.second + 1;
  lastAsked.delete(who);
  lastAsked.set(who, { second, curvePublicKey });
  return second === now ? nowMs : second * SECOND_MS;
}

function forgetBefore(second: number): void {
  for (const [who, last] of lastAsked) {
    if (last.second >= second) return;
    lastAsked.delete(who);
  }
}
