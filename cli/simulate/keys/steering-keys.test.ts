import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import test from 'node:test';
import type { HandOrder } from '../../../simulator/steering/steering.ts';
import type { FleetStatus } from '../../control/fleet-status.ts';
import { readKeys } from './read-keys.ts';
import { openSteeringKeys } from './steering-keys.ts';

class PretendedTerminal extends EventEmitter<{ data: [Buffer] }> {
  readonly isTTY = true;
  readonly log: string[] = [];

  setRawMode(isRaw: boolean): void {
    this.log.push(isRaw ? 'raw' : 'as it was');
  }

  resume(): void {
    this.log.push('heard');
  }

  pause(): void {
    this.log.push('left alone');
  }

  type(text: string): void {
    this.emit('data', Buffer.from(text));
  }
}

class PretendedProcess extends EventEmitter<{ exit: []; SIGTSTP: []; SIGCONT: [] }> {
  readonly pid = 7;
  readonly killed: string[] = [];

  kill(_pid: number, signal: string): void {
    this.killed.push(signal);
  }
}

const RAW = ['raw', 'heard'];
const GIVEN = ['as it was', 'left alone'];

test("keys are the fleet's until the end, and the terminal's while the process is suspended", () => {
  const [input, host, sent] = [new PretendedTerminal(), new PretendedProcess(), [] as string[]];
  const keys = readKeys(
    input,
    host,
    (text) => sent.push(text),
    () => true,
  );
  input.type('a');
  host.emit('SIGTSTP');
  input.type('for the shell');
  assert.deepEqual(input.log.splice(0), [...RAW, ...GIVEN]);
  host.emit('SIGCONT');
  input.type('b');
  keys?.end();
  assert.deepEqual(input.log.splice(0), [...RAW, ...GIVEN]);
  input.type('c');
  host.emit('exit');
  assert.deepEqual([sent, input.log], [['a', 'b'], []]);
  assert.deepEqual(host.eventNames(), []);
});

test('the terminal is as it was at the exit, however the process comes to it', () => {
  const [input, host] = [new PretendedTerminal(), new PretendedProcess()];
  readKeys(
    input,
    host,
    () => undefined,
    () => true,
  );
  host.emit('exit');
  assert.deepEqual(input.log, [...RAW, ...GIVEN]);
});

test('a process in the background leaves the keys alone, also when it is sent there later', () => {
  const [input, host] = [new PretendedTerminal(), new PretendedProcess()];
  assert.equal(
    readKeys(
      input,
      host,
      () => undefined,
      () => false,
    ),
    undefined,
  );
  assert.deepEqual(input.log, []);
  let isInFront = true;
  readKeys(
    input,
    host,
    () => undefined,
    () => isInFront,
  );
  host.emit('SIGTSTP');
  isInFront = false;
  host.emit('SIGCONT');
  assert.deepEqual(input.log, [...RAW, ...GIVEN]);
});

test('keys tell a fleet what the commands tell it, and say what cannot be done', async () => {
  const [input, host] = [new PretendedTerminal(), new PretendedProcess()];
  const told: HandOrder[] = [];
  const notices: string[] = [];
  let changes = 0;
  const keys = openSteeringKeys({
    ...{ input, host, changed: () => changes++, notice: (line) => notices.push(line) },
    isInFront: () => true,
    fleet: {
      perform: async (order) => {
        told.push(order);
        return order.act === 'kill' ? { ok: false, problem: 'nobody is there' } : { ok: true, said: 'done' };
      },
      status: () => ({ there: 42 }) as FleetStatus,
    },
  });
  const group = undefined;
  input.type('+-');
  input.type('b5% slow delayMs=5\rffar-away for 30s\r');
  assert.deepEqual(told, [
    { act: 'scale', nodes: 4, isRelative: true, group },
    { act: 'scale', nodes: -4, isRelative: true, group },
    { act: 'behave', who: '5%', group, behaviours: [{ name: 'slow', options: { delayMs: 5 } }] },
    { act: 'fault', name: 'far-away', forMs: 30_000 },
  ]);
  input.type('ball slwo\rs many\rkall\r');
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(notices, [
    "There is no behaviour 'slwo'; did you mean slow?",
    "The number of nodes is 'many'; give one such as 300, +50 or -50, behind the group where you name one.",
    'Nobody is there.',
  ]);
  input.type('kx');
  assert.equal(keys?.shown()[0], 'kill> x_');
  assert.ok(changes >= 4);
  input.type('\u0003\u001a');
  assert.deepEqual(host.killed, ['SIGINT', 'SIGTSTP']);
});
