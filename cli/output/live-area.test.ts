import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { startLiveArea } from './live-area.ts';

function setup(rows = 24) {
  const clock = new SimulatedClock();
  const screen = recordedScreen({ columns: 80, rows });
  const shown = { lines: ['one'] as readonly string[], renderings: 0 };
  const area = startLiveArea(screen, clock, () => {
    shown.renderings++;
    return shown.lines;
  });
  return { clock, screen, shown, area };
}

/** What stands between the marks that switch wrapping off and on. */
function drawings(text: string): readonly string[] {
  const parts = text.split('\u001b[?7l').slice(1);
  return parts.map((part) => part.split('\u001b[?7h')[0] ?? '');
}

test('many changes are drawn once, at most ten times a second', () => {
  const { clock, screen, shown, area } = setup();
  for (let i = 0; i < 1_000; i++) area.changed();
  clock.advance(0);
  assert.equal(shown.renderings, 1);
  for (let i = 0; i < 1_000; i++) {
    area.changed();
    clock.advance(1);
  }
  assert.ok(shown.renderings <= 11, String(shown.renderings));
  assert.equal(drawings(screen.text)[0], 'one\n');
});

test('a drawing goes back over the one before', () => {
  const { clock, screen, shown, area } = setup();
  shown.lines = ['one', 'two'];
  area.changed();
  clock.advance(0);
  assert.doesNotMatch(screen.text, /\[\d+A/);
  area.end();
  assert.ok(screen.text.includes('\u001b[2A\r\u001b[J'));
});

test('nothing is drawn that the terminal has no room for', () => {
  const { screen, shown, area } = setup(4);
  shown.lines = ['1', '2', '3', '4', '5'];
  area.end();
  assert.deepEqual(drawings(screen.text), ['1\n2\n3\n']);
});

test('a line from above stays, and the area goes on below it', () => {
  const { clock, screen, area } = setup();
  area.changed();
  clock.advance(0);
  area.above('news');
  const after = screen.text.slice(screen.text.indexOf('news'));
  assert.ok(after.startsWith('news\n'));
  assert.ok(!/\[\d+A/.test(after), 'the drawing does not go back over the line');
  assert.deepEqual(drawings(after), ['one\n']);
});

test('cleared lines are gone, and no drawing comes late', () => {
  const { clock, screen, shown, area } = setup();
  area.changed();
  clock.advance(0);
  area.changed();
  area.clear();
  clock.advance(1_000);
  assert.equal(shown.renderings, 1);
  assert.equal(drawings(screen.text).at(-1), '');
});
