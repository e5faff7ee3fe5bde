import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { aborted, HangUps, watchSignals } from './signals.ts';

function setup() {
  const source = new EventEmitter();
  const clock = new SimulatedClock();
  const stops: string[] = [];
  const signal = watchSignals(source, clock, () => stops.push('stopped'));
  return { source, clock, stops, signal };
}

test('the first signal asks for an end in order', async () => {
  const { source, stops, signal } = setup();
  assert.equal(signal.aborted, false);
  source.emit('SIGTERM');
  await aborted(signal);
  assert.equal(signal.reason, 'SIGTERM');
  assert.deepEqual(stops, []);
});

test('the second stops at once, whichever it is', () => {
  const { source, clock, stops } = setup();
  source.emit('SIGINT');
  clock.advance(101);
  source.emit('SIGTERM');
  assert.deepEqual(stops, ['stopped']);
});

test('one Ctrl-C that comes twice is one', () => {
  const { source, clock, stops } = setup();
  source.emit('SIGINT');
  clock.advance(20);
  source.emit('SIGINT');
  assert.deepEqual(stops, []);
});

test('SIGHUP is told to who takes it, and ends the program while nobody does', () => {
  const source = new EventEmitter();
  const hangUps = new HangUps();
  const signal = watchSignals(source, new SimulatedClock(), () => undefined, hangUps);
  let told = 0;
  const release = hangUps.take(() => {
    told += 1;
  });
  source.emit('SIGHUP');
  assert.deepEqual([told, signal.aborted], [1, false]);
  release();
  source.emit('SIGHUP');
  assert.deepEqual([told, signal.reason], [1, 'SIGHUP']);
});
