import assert from 'node:assert/strict';
import test from 'node:test';
import { feedEvents } from '../../protocol/testing/feed-events.ts';
import { plain } from '../output/paint.ts';
import { eventLine, eventRecord } from './event-line.ts';

function lineOf(event: string, data: Readonly<Record<string, unknown>>): string {
  return feedEvents([event, data])
    .map((each) => eventLine(each, plain))
    .join();
}

test('an event is one line: time, job where there is one, event, the rest by name', () => {
  assert.equal(lineOf('run_start', { node: 'web1' }), '05:10:40.000 run_start node=web1');
  assert.equal(
    lineOf('start', { job: '12ab', command: 'chef-client -d', quorum: 2 }),
    '05:10:40.000 12ab start command="chef-client -d" quorum=2',
  );
});

test('text of others is quoted, and nothing of it commands the terminal', () => {
  const line = lineOf('start', { command: 'a\u001b[2J\n"b"', env: { A: '\u202e' } });
  assert.equal(line, '05:10:40.000 start command="a\\u001b[2J\\n\\"b\\"" env={"A":"\\u{202e}"}');
});

test('names of events and of their parts do not command the terminal either', () => {
  const line = lineOf('\u001b]0;owned\u0007', { 'no\u009b2Jde': 'web1' });
  assert.equal(line, '05:10:40.000 \\x1b]0;owned\\x07 no\\x9b2Jde=web1');
});

test('a timestamp that is none is shown as it is', () => {
  assert.equal(lineOf('start', { timestamp: 'yesterday\u001b[2J' }), 'yesterday\\x1b[2J start');
});

test('machines get event, id and data', () => {
  const [event] = feedEvents(['run_start', { node: 'web1' }]);
  assert.ok(event);
  assert.deepEqual(eventRecord(event), {
    event: 'run_start',
    id: 'job-1',
    data: { timestamp: '2014-07-10 05:10:40.000000Z', node: 'web1' },
  });
});
