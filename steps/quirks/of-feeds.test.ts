import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { isCrashByStranger, isMissedNewestFirst, isRehabAfterLost, unclosedEvent } from './of-feeds.ts';

const END = 'event: job_complete\nid: job-9\ndata: {"status":"complete"}';

test('the last event of a feed that lacks its closing blank line alone is unclosed', () => {
  assert.equal(unclosedEvent(`event: start\nid: job-1\ndata: {}\n\n${END}`), END);
  assert.equal(unclosedEvent(`${END}\n`), END);
  const summary = END.replace('job_complete', 'summary');
  assert.equal(unclosedEvent(summary), summary);
});

test('a closed event, one that was cut off, and one that does not end a feed are no unclosed ones', () => {
  assert.equal(unclosedEvent(`${END}\n\n`), undefined);
  assert.equal(unclosedEvent(END.slice(0, -1)), undefined);
  assert.equal(unclosedEvent(END.slice(0, END.lastIndexOf('\n'))), undefined);
  assert.equal(unclosedEvent(END.replace('job_complete', 'run_start')), undefined);
  assert.equal(unclosedEvent(''), undefined);
});

test('missed events newest first are those of the beginning in the opposite order, and the rest as it is', () => {
  const wanted = ['b', 'c', 'd', 'e', 'f'];
  assert.ok(isMissedNewestFirst(['d', 'c', 'b', 'e', 'f'], wanted));
  assert.ok(isMissedNewestFirst(wanted.toReversed(), wanted));
  assert.ok(!isMissedNewestFirst(wanted, wanted));
  assert.ok(!isMissedNewestFirst(['b', 'd', 'c', 'e', 'f'], wanted), 'the last two of them alone');
  assert.ok(!isMissedNewestFirst(['d', 'c', 'b', 'e'], wanted), 'one is missing');
  assert.ok(!isMissedNewestFirst(['d', 'b', 'c', 'e', 'f'], wanted), 'in no order');
});

test('the loss of a node that is told twice is known by what comes behind it, of a node that has dropped the job', () => {
  const wanted = ['quorum_vote voting_timeout'];
  const late = 'run_complete client_died_while_running';
  assert.ok(isRehabAfterLost([...wanted, 'rehab', late], wanted, ['aborted']));
  assert.ok(isRehabAfterLost([...wanted, 'rehab'], wanted, ['aborted']));
  assert.ok(!isRehabAfterLost([...wanted, 'rehab', late], wanted, []), 'it has not answered');
  assert.ok(!isRehabAfterLost([...wanted, late], wanted, ['aborted']));
  assert.ok(!isRehabAfterLost(wanted, wanted, ['aborted']));
  assert.ok(!isRehabAfterLost(['rehab', ...wanted], wanted, ['aborted']), 'before it');
});

const event = (name: string, data: FeedEvent['data'] = {}): FeedEvent => ({
  event: name,
  id: name,
  data,
  text: JSON.stringify(data),
});

test('a job that a stranger has ended is shown as crashed behind a feed without an end', () => {
  const crashed = event('summary', { status: 'crashed', nodes: { ready: ['web2'] } });
  const feed = [event('start'), event('quorum_vote'), crashed];
  assert.ok(isCrashByStranger(feed, ['web1', 'web2']));
  assert.ok(!isCrashByStranger(feed, ['web2']), 'only its own node spoke');
  assert.ok(!isCrashByStranger([crashed], ['web1']), 'it was followed too late');
  assert.ok(!isCrashByStranger([event('start'), event('job_complete'), crashed], ['web1']));
  const complete = event('summary', { status: 'complete', nodes: { ready: ['web2'] } });
  assert.ok(!isCrashByStranger([event('start'), complete], ['web1']));
  assert.ok(!isCrashByStranger([event('start')], ['web1']), 'it goes on');
});
