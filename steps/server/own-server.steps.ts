import { Given } from '@cucumber/cucumber';
import type { OwnServerOptions } from '../../conformance/target/target.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

// Each of these sentences gives the scenario a server to itself; they stand first in it.

/** Shorter than nodes take to send three heartbeats, and longer than they take to connect. */
const A_MOMENT_MS = 200;

/** So long that a connection which breaks is opened again, even on a busy machine, before anybody misses a heartbeat. */
const HALF_A_SECOND_MS = 500;

/** Between two heartbeats, for each node: so a machine with a tenth of the usual speed still gets to do the rest. */
const MS_OF_A_NODE = 5;

/** What is special about a server, in the words of sentences. */
const SERVERS: Readonly<Record<string, OwnServerOptions>> = {
  'of its own': {},
  'that keeps its keys': {},
  'that draws new keys at each start': { settings: ['fresh-keys'] },
  'that keeps its keys, with two heartbeats a second': { timings: { heartbeatIntervalMs: HALF_A_SECOND_MS } },
  'that draws new keys at each start, with two heartbeats a second': {
    settings: ['fresh-keys'],
    timings: { heartbeatIntervalMs: HALF_A_SECOND_MS },
  },
  'on a network that can fail': { settings: ['network'] },
  'with two heartbeats a second, on a network that can fail': {
    settings: ['network'],
    timings: { heartbeatIntervalMs: HALF_A_SECOND_MS },
  },
  'on a network that is listened to': { settings: ['network'] },
  'that does not encrypt, on a network that is listened to': {
    settings: ['network', 'no-encryption'],
  },
  'that does not encrypt': { settings: ['no-encryption'] },
  'that takes nodes without encryption too': { settings: ['unencrypted'] },
  'that admits keys for a moment': { timings: { zapKeyLifeMs: A_MOMENT_MS } },
  'that draws new keys at each start and admits keys for a moment': {
    settings: ['fresh-keys'],
    timings: { zapKeyLifeMs: A_MOMENT_MS },
  },
  'with slow heartbeats': { timings: { heartbeatIntervalMs: 10_000 } },
  'that is slow to repeat itself': { timings: { rehabIntervalMs: 10_000 } },
  'that is slow to give nodes up': { timings: { decayWindow: 100, detectOfflineIntervals: 100 } },
  'that takes messages of 10,000 bytes': { timings: { maxBodyBytes: 10_000 } },
  'that lets clocks be off by a minute': { timings: { maxMessageSkewSeconds: 60 } },
  'whose disk can be full': { canFillUp: true },
  'whose configurations last a second': { timings: { configLifetimeSeconds: 1 } },
};

Given(
  new RegExp(`^a server (${Object.keys(SERVERS).join('|')})$`),
  async function (this: ScenarioWorld, words: string) {
    await this.ensureOwn(SERVERS[words] ?? {});
  },
);

Given('a server in a process of its own', async function (this: ScenarioWorld) {
  await this.ensureOwn({ inItsOwnProcess: true });
});

/** Where the target is no such server, it is the scenario's own. */
Given(
  'a server that tells nodes to abort four times as often as they heartbeat',
  async function (this: ScenarioWorld) {
    const { heartbeatIntervalMs, rehabIntervalMs } = this.target.timings;
    if (4 * rehabIntervalMs <= heartbeatIntervalMs) return;
    await this.ensureOwn({ timings: { heartbeatIntervalMs: 4 * rehabIntervalMs } });
  },
);

/**
 * Heartbeats of many nodes as often as those of a few leave a slow machine no time to bring the nodes up. Where the
 * target has them as seldom, or its server takes no other settings, it stays.
 */
Given('a server that has time for {int} nodes', async function (this: ScenarioWorld, count: number) {
  const { timings, capabilities } = this.target;
  const heartbeatIntervalMs = count * MS_OF_A_NODE;
  if (!capabilities.includes('own-server') || timings.heartbeatIntervalMs >= heartbeatIntervalMs) return;
  await this.ensureOwn({ timings: { heartbeatIntervalMs } });
});
