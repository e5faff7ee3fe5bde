import { Given } from '@cucumber/cucumber';
import type { TargetTimings } from '../../conformance/target-file/timings.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

// Scenarios with these sentences need a server to themselves: the tag @restarts.

/** Settings of time that a sentence may change, in its own words. */
const SETTINGS: Readonly<Record<string, keyof TargetTimings>> = {
  'keep ended jobs for': 'waitCompleteMs',
  'record the events of organisations for': 'orgFeedExpirationMs',
};

/** Whoever follows a job at this moment would see its feed end in the middle: that is told of no job here. */
async function restart(world: ScenarioWorld, timings: Partial<TargetTimings>): Promise<void> {
  await Promise.all(world.jobs.map((job) => job.stop()));
  await world.target.restart(timings);
  world.wasRestarted = true;
}

Given('the server has been restarted', async function (this: ScenarioWorld) {
  await restart(this, {});
});

Given(
  new RegExp(`^the server has been restarted to (${Object.keys(SETTINGS).join('|')}) (\\d+) seconds?$`),
  async function (this: ScenarioWorld, words: string, seconds: string) {
    await restart(this, { [SETTINGS[words] ?? words]: Number(seconds) * 1000 });
  },
);

Given(
  'the server has been restarted to keep {int} megabytes for a reader',
  async function (this: ScenarioWorld, megabytes: number) {
    await restart(this, { maxReaderBufferBytes: megabytes * 1_000_000 });
  },
);
