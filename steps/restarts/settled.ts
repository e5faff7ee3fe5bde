import type { ScenarioWorld } from '../world/scenario-world.ts';

/** One more than words in a row that tell our server which connection of a node lives (`server/broker/routed-peer.ts`). */
const WORDS = 5;

/**
 * Resolves when a server that was restarted knows where its nodes are. What they said last over connections from before
 * may be read after their first words over new ones, and leads a server to connections that are gone.
 */
export async function untilSettled({ nodes }: ScenarioWorld, labels: readonly string[]): Promise<void> {
  await nodes.waits.sentMoreHeartbeats(labels, WORDS);
}
