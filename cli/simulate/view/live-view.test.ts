import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { createOutput } from '../../output/output.ts';
import { recordedScreen } from '../../testing/recorded-screen.ts';
import { openLiveView } from './live-view.ts';
import { busyFleet } from './testing/busy-fleet.ts';

const TERMINAL = { columns: 100, rows: 40 };

test('remarks stand in the view, and on stderr once the terminal is given back', () => {
  const [stdout, stderr] = [recordedScreen(TERMINAL), recordedScreen(TERMINAL)];
  const clock = new SimulatedClock();
  const view = openLiveView(createOutput(stdout, stderr, false), clock, busyFleet);
  view?.remark('web1 is gone');
  clock.advance(1_000);
  assert.match(stdout.text, /web1 is gone/);
  assert.deepEqual(stderr.lines, []);
  view?.end();
  view?.remark('the end');
  assert.deepEqual(stderr.lines, ['web1 is gone', 'the end']);
});

test('a remark goes to stderr at once where that is a file', () => {
  const [stdout, stderr] = [recordedScreen(TERMINAL), recordedScreen()];
  const view = openLiveView(createOutput(stdout, stderr, false), new SimulatedClock(), busyFleet);
  view?.remark('web1 is gone');
  assert.deepEqual(stderr.lines, ['web1 is gone']);
  view?.end();
  assert.deepEqual(stderr.lines, ['web1 is gone']);
});

test('of remarks without end the last are kept, and the others counted', () => {
  const [stdout, stderr] = [recordedScreen(TERMINAL), recordedScreen(TERMINAL)];
  const view = openLiveView(createOutput(stdout, stderr, false), new SimulatedClock(), busyFleet);
  for (let index = 1; index <= 503; index++) view?.remark(`remark ${index}`);
  view?.end();
  assert.deepEqual(stderr.lines.slice(0, 2), ['… and 3 lines before', 'remark 4']);
  assert.equal(stderr.lines.length, 501);
});

test('there is no view without a terminal, nor with --json', () => {
  const clock = new SimulatedClock();
  const [terminal, file] = [recordedScreen(TERMINAL), recordedScreen()];
  assert.equal(openLiveView(createOutput(file, terminal, false), clock, busyFleet), undefined);
  assert.equal(openLiveView(createOutput(terminal, terminal, true), clock, busyFleet), undefined);
  assert.equal(terminal.text, '');
});
