import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Then, When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../../../../steps/world/scenario-world.ts';
import { targetOfRun } from '../../../target/connect-target.ts';

/** More than the timings of the target bear. */
const STANDS_STILL_MS = 400;

/** Marks of the worlds that were late. */
const late = new WeakSet<ScenarioWorld>();

/** As a machine does on which others run. */
function standStill(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STANDS_STILL_MS);
}

/** True for the first process that asks, whatever became of it. */
function isFirst(): boolean {
  const file = join(targetOfRun().nodeKeys ?? '', 'has-stood-still');
  try {
    readFileSync(file);
    return false;
  } catch {
    writeFileSync(file, '');
    return true;
  }
}

When('the judge stands still while it waits, the first time', function (this: ScenarioWorld) {
  this.span.isUnderWay();
  if (!isFirst()) return;
  standStill();
  late.add(this);
});

When('the judge stands still while it waits', function (this: ScenarioWorld) {
  this.span.isUnderWay();
  standStill();
  late.add(this);
});

When('the judge stands still for no reason', standStill);

When('the judge is in time', () => {});

Then('it was in time', function (this: ScenarioWorld) {
  if (late.has(this)) throw new Error('wanted: a heartbeat in time; seen at last: a late one');
});

Then('it is told that the server is wrong', () => {
  throw new Error('wanted: 200; seen at last: 500');
});
