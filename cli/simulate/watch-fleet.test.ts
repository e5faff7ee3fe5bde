import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { sumFigures } from '../../simulator/run/fleet-figures.ts';
import type { SharedFleetEvents, StoppedFleet } from '../../simulator/workers/shared-fleet.ts';
import { createOutput } from '../output/output.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { watchFleet } from './watch-fleet.ts';

const NOTHING = sumFigures([]);

class PretendedFleet extends EventEmitter<SharedFleetEvents> {
  figures = NOTHING;
  readonly pids = [];
  leftBehind: string | undefined;

  async stop(): Promise<StoppedFleet> {
    const { figures, leftBehind } = this;
    return { figures, decisions: [], ...(leftBehind !== undefined && { leftBehind }) };
  }
}

function setup({ json = false } = {}) {
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const clock = new SimulatedClock();
  const fleet = new PretendedFleet();
  const watch = watchFleet(fleet, { wanted: 2, seed: 'a' }, createOutput(stdout, stderr, json), clock);
  return { stdout, stderr, clock, fleet, watch };
}

test('a fleet is a line a second while something changes', async () => {
  const { stdout, stderr, clock, fleet, watch } = setup();
  clock.advance(1_000);
  fleet.figures = { ...NOTHING, inService: 1 };
  clock.advance(3_000);
  fleet.figures = { ...NOTHING, inService: 2 };
  clock.advance(500);
  watch.online();
  await watch.stop();
  assert.deepEqual(
    stdout.lines.map((line) => /(\d) online/.exec(line)?.[1]),
    ['0', '1', '2'],
  );
  assert.match(stdout.lines.at(-1) ?? '', /^Stopped: /);
  assert.deepEqual(stderr.lines, [
    'Starting 2 nodes (seed a); Ctrl-C ends them.',
    'All 2 nodes are online after 4.5 s.',
  ]);
});

test('machines are told the start, each change, and the end', async () => {
  const { stdout, watch } = setup({ json: true });
  watch.online();
  await watch.stop();
  const records = stdout.lines.map((line) => JSON.parse(line));
  assert.deepEqual(
    records.map(({ event }) => event),
    ['starting', 'progress', 'online', 'stopped'],
  );
  assert.equal(records[0].seed, 'a');
});

test('what keeps nodes from their configuration is told once of each kind, and at the end how many met it', async () => {
  const { stderr, fleet, watch } = setup();
  for (const name of ['web1', 'web2', 'web3']) {
    fleet.emit('trouble', name, `GET config/${name} was refused`);
  }
  assert.deepEqual(stderr.lines.slice(1), ['Node web1 gets no configuration: GET config/web1 was refused']);
  fleet.emit('trouble', 'web3', 'GET config/web3 was refused');
  fleet.emit('trouble', 'web3', 'another kind');
  await watch.stop();
  assert.deepEqual(stderr.lines.slice(2), [
    'Node web3 gets no configuration: another kind',
    '3 nodes were given no configuration for some time: GET config/NODE was refused',
  ]);
});

test('clients that a vanished server keeps are a remark, not an error', async () => {
  const { stderr, watch, fleet } = setup();
  fleet.leftBehind = 'cannot reach http://127.0.0.1:1 (refused): is the server running?';
  await watch.stop();
  assert.match(stderr.lines.at(-1) ?? '', /could not be deleted\. Cannot reach .*running\?$/);
});
