import { setTimeout as sleep } from 'node:timers/promises';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { soakDiagnosis } from './diagnosis.ts';
import type { HealedFigure } from './figures.ts';
import type { SoakFleet } from './soak-fleet.ts';
import type { SoakServer } from './soak-server.ts';

export interface HealOptions {
  readonly server: SoakServer;
  readonly client: RestClient;
  readonly fleet: SoakFleet;
  readonly heartbeatMs: number;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/** Every node is available within so many heartbeats and this time, once all are healthy. */
const GRACE_HEARTBEATS = 10;
const GRACE_MS = 15_000;
const LOOK_MS = 100;

/** Makes every node healthy, and waits until the server would give each a job. */
export async function heal(options: HealOptions): Promise<Omit<HealedFigure, 'lastJob'>> {
  const { server, client, fleet, heartbeatMs, signal } = options;
  fleet.heal();
  const startMs = performance.now();
  const untilMs = startMs + GRACE_HEARTBEATS * heartbeatMs + GRACE_MS;
  let stuck = fleet.names;
  while (stuck.length > 0 && performance.now() < untilMs && !signal.aborted) {
    // again and again: what had been put off may take a node away yet
    fleet.wake();
    await sleep(LOOK_MS);
    const available = new Set(await server.child.ask('available'));
    stuck = fleet.names.filter((node) => !available.has(node));
  }
  const seconds = (performance.now() - startMs) / 1_000;
  const diagnoses = await Promise.all(stuck.map((node) => soakDiagnosis(client, node)));
  return {
    available: fleet.names.length - stuck.length,
    seconds,
    stuck: diagnoses.map(({ sentence }) => sentence),
  };
}
