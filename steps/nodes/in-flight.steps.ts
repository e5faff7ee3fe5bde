import { Given } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Their two connections are not in step: after a restart they may be told to abort before they hear a heartbeat. */
Given(
  '{int} nodes that are lost by an abort at the wrong moment, and hear heartbeats an interval late',
  async function (this: ScenarioWorld, count: number) {
    const delayMs = this.target.timings.heartbeatIntervalMs;
    const late = { name: 'lossy', options: { messages: ['server_heartbeat'], lose: 0, delay: 1, delayMs } };
    await this.nodes.addMany(count, 'exec', late, 'stuck-in-flight');
  },
);
