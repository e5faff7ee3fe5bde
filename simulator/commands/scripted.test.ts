import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { commitOf } from '../testing/lone-node.ts';
import type { CommandResult, Script } from './command.ts';
import { startScripted } from './scripted.ts';

const SCRIPT: Script = { by: 'script', afterMs: 500, exitCode: 3, stdout: 'out', stderr: 'err' };

function start(capture: boolean) {
  const clock = new SimulatedClock();
  const ended: CommandResult[] = [];
  const request = { node: 'web1', order: commitOf({ capture }), commandLine: 'true' };
  const running = startScripted(clock, request, SCRIPT, (result) => ended.push(result));
  return { clock, ended, running };
}

test('it ends after its time as the script says', () => {
  const { clock, ended } = start(true);
  clock.advance(499);
  assert.equal(ended.length, 0);
  clock.advance(1);
  assert.deepEqual(ended, [
    { exitCode: 3, output: { stdout: { bytes: 3, text: 'out' }, stderr: { bytes: 3, text: 'err' } } },
  ]);
});

test('its output is captured where the job asks for it', () => {
  const { clock, ended } = start(false);
  clock.advance(500);
  assert.deepEqual(ended, [{ exitCode: 3 }]);
});

test('it can be killed, once', () => {
  const { clock, ended, running } = start(false);
  running.kill();
  running.kill();
  clock.advance(1_000);
  assert.deepEqual(ended, [{ exitCode: null }]);
});
