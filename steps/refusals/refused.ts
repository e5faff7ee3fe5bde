import { pollUntil } from '../../conformance/target/poll.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Counters tell nobody when they move. */
const LOOK_EVERY_MS = 2;

/** Waits until the server has refused something for this reason; with `times`, so often and no more. */
export async function seeRefused(world: ScenarioWorld, reason: string, times?: number): Promise<void> {
  world.provoke(reason, times);
  await pollUntil(
    `something refused as ${reason}`,
    () => world.scope.refusals(),
    (counts) => (counts[reason] ?? 0) >= (times ?? 1),
    { everyMs: LOOK_EVERY_MS, patienceMs: world.patienceMs },
  );
}
