import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import test from 'node:test';
import type { WriteStream } from 'node:tty';
import { screenOf } from './screen.ts';

function stream(isTTY: boolean, size: { readonly columns?: number; readonly rows?: number } = {}) {
  return Object.assign(new EventEmitter(), { isTTY, ...size }) as unknown as WriteStream;
}

test('lines are drawn over one another on terminals that can, where somebody looks', () => {
  const can = (isTTY: boolean, env: Readonly<Record<string, string>>) =>
    screenOf(stream(isTTY), env).canRedraw;
  assert.equal(can(true, {}), true);
  assert.equal(can(true, { TERM: 'xterm', CI: 'false', NO_COLOR: '1' }), true);
  assert.equal(can(false, {}), false);
  assert.equal(can(true, { TERM: 'dumb' }), false);
  assert.equal(can(true, { CI: 'true' }), false);
  assert.equal(can(true, { CI: '1' }), false);
});

test('a terminal that does not know its size has 80 columns and 24 rows, and says when it has another', () => {
  const own = stream(true, { columns: 0, rows: 0 });
  const screen = screenOf(own, {});
  assert.deepEqual(screen.size(), { columns: 80, rows: 24 });
  let heard = 0;
  const stop = screen.onResize(() => {
    heard += 1;
  });
  own.emit('resize');
  stop();
  own.emit('resize');
  assert.equal(heard, 1);
  assert.equal(
    screenOf(stream(false, { columns: 10, rows: 2 }), {}).size().columns,
    Number.POSITIVE_INFINITY,
  );
});
