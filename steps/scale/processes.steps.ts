import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { openFleet } from '../../simulator/workers/open-fleet.ts';
import { untilFigures } from '../../simulator/workers/until-figures.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const MAY_FAIL = [{ name: 'failing', options: { share: 0.5 } }];

/** What nodes answered, a line a node, for each run of the fleet. */
const answers = new WeakMap<ScenarioWorld, readonly (readonly string[])[]>();

When(
  '{int} nodes that may fail run two jobs in one process, and again in {int} processes',
  async function (this: ScenarioWorld, count: number, processes: number) {
    const alone = await runTwoJobs(this, count, 1);
    answers.set(this, [alone, await runTwoJobs(this, count, processes)]);
  },
);

Then('each of them has answered the same both times', function (this: ScenarioWorld) {
  const [alone = [], shared] = answers.get(this) ?? [];
  const text = alone.join('\n');
  for (const answer of ['succeeded', 'failed']) assert.ok(text.includes(answer), `nobody ${answer}: ${text}`);
  assert.deepEqual(shared, alone);
});

async function runTwoJobs(world: ScenarioWorld, count: number, workers: number): Promise<readonly string[]> {
  const { org, admin, forgetsNodes } = world.scope;
  const names = Array.from({ length: count }, (_, index) => world.scope.nodeName(`node${index + 1}`));
  const settings = {
    serverUrl: world.target.url,
    ...world.target.reach,
    org,
    user: admin.name,
    privateKey: admin.privateKey,
    seed: 1,
    keyPool: workers,
    allowRoot: false,
    unregister: forgetsNodes,
  };
  const fleet = openFleet(settings, workers, count);
  let decisions: readonly string[];
  try {
    await fleet.add(names.map((name) => ({ name, behaviours: MAY_FAIL })));
    // the server may still know the same nodes of the run before: these are in service when it has met them
    const patience = AbortSignal.timeout(world.patienceMs);
    await untilFigures(fleet, ({ inService }) => inService === count, patience);
    for (let job = 0; job < 2; job++) {
      await world.scope.untilAvailable(names, world.patienceMs);
      await world.startJob({ command: 'true', nodes: names });
      await expectJobEnd(world, 'complete');
    }
  } finally {
    ({ decisions } = await fleet.stop());
  }
  return decisions;
}
