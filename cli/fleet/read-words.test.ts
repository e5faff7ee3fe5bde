import assert from 'node:assert/strict';
import test from 'node:test';
import { BEHAVIOURS } from '../../simulator/behaviours/index.ts';
import { behavioursIn, fieldsIn, timedWords } from './read-words.ts';

test('behaviours have the options that stand behind them, read as their defaults are', () => {
  assert.deepEqual(
    behavioursIn(['slow', 'delayMs=5', 'messages=ack_run,ack_commit', 'failing', 'stderr=x=y'], BEHAVIOURS),
    [{ slow: { delayMs: 5, messages: ['ack_run', 'ack_commit'] } }, { failing: { stderr: 'x=y' } }],
  );
  for (const [words, message] of [
    [['slwo'], "There is no behaviour 'slwo'; did you mean slow?"],
    [['slow', 'delyaMs=5'], "There is no option of slow 'delyaMs'; did you mean delayMs?"],
    [['delayMs=5'], 'The option delayMs=5 stands before any behaviour: put it behind its own.'],
    [['exec', 'a=1'], "There is no option of exec 'a'; it has none."],
  ] as const)
    assert.throws(() => behavioursIn(words, BEHAVIOURS), { name: 'UsageError', message });
});

test('a time stands last, behind for', () => {
  assert.deepEqual(timedWords(['web', 'for', '30s']), { words: ['web'], time: '30s' });
  assert.deepEqual(timedWords(['web']), { words: ['web'], time: undefined });
  for (const words of [
    ['web', 'for'],
    ['web', 'for', 'ever'],
    ['for', '3s', 'web'],
  ])
    assert.throws(() => timedWords(words), /give a duration such as 500ms, 10s, 1m30s or 1h/);
});

test('options of a fault are as fleet files have them', () => {
  assert.deepEqual(fieldsIn(['types=commit,run', 'lose=50', 'delay_by=1s']), {
    ...{ types: ['commit', 'run'], lose: 50, delay_by: '1s' },
  });
  assert.throws(() => fieldsIn(['lose']), { name: 'UsageError', message: /write it as NAME=VALUE/ });
});
