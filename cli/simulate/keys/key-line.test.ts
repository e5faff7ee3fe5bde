import assert from 'node:assert/strict';
import test from 'node:test';
import { type KeyAct, type KeyLine, keyHelp, keysIn, press } from './key-line.ts';

/** What is left and what was asked for when all of this was typed. */
function typed(sent: string): { readonly line: KeyLine | undefined; readonly acts: readonly KeyAct[] } {
  let line: KeyLine | undefined;
  const acts: KeyAct[] = [];
  for (const key of keysIn(sent)) {
    const pressed = press(line, key);
    line = pressed.line;
    if (pressed.act !== undefined) acts.push(pressed.act);
  }
  return { line, acts };
}

test('keys do something at once, or begin a line that Enter ends', () => {
  assert.deepEqual(
    typed('+-=q').acts.map(({ act }) => act),
    ['more', 'fewer', 'more', 'end'],
  );
  assert.deepEqual(typed('b5%  slow delayMs=5\r'), {
    line: undefined,
    acts: [{ act: 'tell', verb: 'behave', words: ['5%', 'slow', 'delayMs=5'] }],
  });
  assert.deepEqual(typed('k10%').line, { verb: 'kill', text: '10%' });
  assert.deepEqual(typed('s+5\r').acts, [{ act: 'tell', verb: 'scale', words: ['+5'] }]);
  assert.deepEqual(typed('xyz\r'), { line: undefined, acts: [] });
});

test('a line is mended and given up, and arrows are no part of it', () => {
  assert.equal(typed('fcux\u007f\u007ft').line?.text, 'ct');
  assert.equal(typed('fcut\u0015all').line?.text, 'all');
  assert.equal(typed('fcut\u001b[Aa\u001bOB\u001b[1;5Cb').line?.text, 'cutab');
  assert.deepEqual(typed('fcut\u001b').line, undefined);
  assert.deepEqual(typed('k  \r'), { line: undefined, acts: [] });
  assert.equal(typed(`f${'x'.repeat(500)}`).line?.text.length, 200);
});

test('Ctrl-C ends and Ctrl-Z suspends, wherever one is', () => {
  assert.deepEqual(typed('fcut\u0003'), { line: undefined, acts: [{ act: 'end' }] });
  assert.deepEqual(typed('fcut\u001a'), { line: { verb: 'fault', text: 'cut' }, acts: [{ act: 'suspend' }] });
});

test('one line says what keys do, and while a line is typed what it is', () => {
  assert.ok(keyHelp(undefined).join('  ').length < 80);
  assert.deepEqual(keyHelp({ verb: 'kill', text: '5%' }), [
    'kill> 5%_',
    'such as 10% for 30s; Enter does it, Esc does not',
  ]);
});
