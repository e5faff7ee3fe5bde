import type { NewJob } from '../../protocol/client/api.ts';
import type { Random } from '../../simulator/node/random.ts';

/** A job whose longest run is known. */
export type SoakJob = NewJob & { readonly runTimeoutSeconds: number };

/** Draws the next job of a soak: another selection of nodes, another quorum, another run timeout. */
export function drawJob(random: Random, nodes: readonly string[]): SoakJob {
  const chosen = drawSome(random, nodes, drawSize(random, nodes.length));
  const quorum = drawQuorum(random, chosen.length);
  return {
    command: 'soak',
    nodes: chosen,
    runTimeoutSeconds: random.chance(0.02) ? 0 : wholeBetween(random, 1, 3),
    captureOutput: random.chance(0.5),
    ...(quorum !== undefined && { quorum }),
    ...(random.chance(0.1) && { file: `raw:${'x'.repeat(wholeBetween(random, 0, 5_000))}` }),
    ...(random.chance(0.1) && { env: { SOAK: 'yes' } }),
  };
}

/** Mostly a handful, sometimes dozens, now and then up to half of the fleet. */
function drawSize(random: Random, most: number): number {
  const luck = random.next();
  const limit = luck < 0.6 ? 10 : luck < 0.92 ? 40 : most / 2;
  return Math.min(most, wholeBetween(random, 1, Math.max(1, Math.floor(limit))));
}

/** Undefined is all of them, the server's default; more than there are can never be met. */
function drawQuorum(random: Random, count: number): number | undefined {
  const luck = random.next();
  if (luck < 0.25) return undefined;
  if (luck < 0.3) return count + 1;
  if (luck < 0.4) return 0;
  return wholeBetween(random, 1, Math.ceil(count / 2));
}

/** Different ones, in no order. */
function drawSome<T>(random: Random, from: readonly T[], count: number): readonly T[] {
  const left = [...from];
  return Array.from({ length: count }, () =>
    left.splice(Math.floor(random.between(0, left.length)), 1),
  ).flat();
}

function wholeBetween(random: Random, least: number, most: number): number {
  return Math.floor(random.between(least, most + 1));
}
