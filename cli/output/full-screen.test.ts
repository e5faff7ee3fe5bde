import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { takeFullScreen } from './full-screen.ts';

const ENTER = '\u001b[?1049h\u001b[?25l\u001b[2J';
const LEAVE = '\u001b[?7h\u001b[?25h\u001b[?1049l';

class PretendedProcess extends EventEmitter {
  readonly pid = 7;
  readonly killed: unknown[] = [];
  kill(...call: readonly unknown[]): void {
    this.killed.push(call);
  }
}

function setup() {
  const clock = new SimulatedClock();
  const screen = recordedScreen({ columns: 10, rows: 3 });
  const host = new PretendedProcess();
  const seen = { drawings: 0, given: 0, lines: ['one', 'two'] as readonly string[] };
  const full = takeFullScreen(
    screen,
    clock,
    ({ columns, rows }) => {
      seen.drawings += 1;
      return [`${columns}x${rows}`, ...seen.lines];
    },
    () => {
      seen.given += 1;
    },
    host,
  );
  return { clock, screen, host, seen, full };
}

test('many changes are drawn at most four times a second', () => {
  const { clock, seen, full } = setup();
  assert.equal(seen.drawings, 1);
  for (let ms = 0; ms < 1_000; ms++) {
    full.changed();
    clock.advance(1);
  }
  assert.equal(seen.drawings, 5);
});

test('a new size is drawn at once, with no more lines than there are rows', () => {
  const { screen, seen } = setup();
  seen.lines = ['a', 'b', 'c', 'd'];
  screen.resize({ columns: 20, rows: 2 });
  const [last = ''] = screen.text.split('\u001b[H').slice(-1);
  assert.equal(last, '\u001b[2K20x2\r\n\u001b[2Ka\u001b[?7h');
});

test('what would command the terminal does not', () => {
  const { screen, seen } = setup();
  seen.lines = ['a\u001b[2Jb\r\nc'];
  screen.resize({ columns: 20, rows: 9 });
  assert.ok(screen.text.includes('\u001b[2Ka\\x1b[2Jb\\x0d\n'), screen.text);
});

for (const how of ['end', 'exit', 'uncaughtExceptionMonitor'] as const) {
  test(`the terminal is given back once: ${how}`, () => {
    const { clock, screen, host, seen, full } = setup();
    assert.ok(screen.text.startsWith(ENTER));
    full.changed();
    if (how === 'end') full.end();
    else host.emit(how);
    full.end();
    full.changed();
    clock.advance(1_000);
    screen.resize({ columns: 20, rows: 9 });
    assert.ok(screen.text.endsWith(LEAVE));
    assert.deepEqual([screen.text.split(LEAVE).length, seen.given, seen.drawings], [2, 1, 1]);
    assert.deepEqual(host.eventNames(), []);
  });
}

test('a process that is suspended has given the terminal back, and takes it again', () => {
  const { screen, host, seen, full } = setup();
  host.emit('SIGCONT');
  assert.equal(seen.drawings, 1, 'it was not suspended');
  host.emit('SIGTSTP');
  assert.ok(screen.text.endsWith(LEAVE));
  assert.deepEqual(host.killed, [[7, 'SIGSTOP']]);
  screen.resize({ columns: 20, rows: 9 });
  assert.equal(seen.drawings, 1, 'the terminal is not ours meanwhile');
  host.emit('SIGCONT');
  assert.equal(seen.drawings, 2);
  assert.equal(screen.text.split(ENTER).length, 3);
  host.emit('SIGTSTP');
  full.end();
  assert.equal(screen.text.split(LEAVE).length, 3, 'it is not given back twice');
});
