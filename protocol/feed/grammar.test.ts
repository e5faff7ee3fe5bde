import assert from 'node:assert/strict';
import test from 'node:test';
import { grammarFaults, type ObservedEvent } from './grammar.ts';

/** A feed in words: `run_start:web1`, `job_complete=complete`. */
function feedOf(words: string): ObservedEvent[] {
  return words.split(' ').map((word, index) => {
    const [name = '', node, status] = word.split(/[:=]/);
    const second = String(index).padStart(2, '0');
    return {
      name,
      id: `job-${index + 1}`,
      timestamp: `2014-07-10 05:17:${second}.000000Z`,
      ...(word.includes('=') ? { status: status ?? node ?? '' } : {}),
      ...(word.includes(':') ? { node: node ?? '' } : {}),
    };
  });
}

for (const words of [
  'start',
  'start quorum_vote:a=success quorum_succeeded run_start:a run_complete:a=success job_complete=complete',
  'start quorum_vote:a=down rehab:a job_complete=quorum_failed',
  'start quorum_succeeded job_complete=complete',
  'start quorum_succeeded run_start:a job_complete=timed_out',
  'start quorum_succeeded rehab:a run_complete:a=crashed rehab:a run_complete:a=client_died_while_running',
  'start job_complete=crashed',
  'summary',
]) {
  test(`in order: ${words}`, () => {
    assert.deepEqual(grammarFaults(feedOf(words)), []);
  });
}

for (const [words, fault] of [
  ['quorum_vote:a=success', /event 1 \(quorum_vote, id job-1\) comes while the feed is unopened/],
  ['start start', /event 2 .* comes while the feed is voting/],
  ['start quorum_succeeded quorum_vote:a=down', /event 3 .* comes while the feed is running/],
  ['start run_start:a', /comes while the feed is voting/],
  ['start run_complete:a=success', /comes while the feed is voting/],
  ['start quorum_succeeded run_start:a run_start:a', /starts a a second time/],
  ['start quorum_succeeded run_complete:a=crashed run_start:a', /starts a after its end/],
  ['start job_complete=complete', /says complete while the feed is voting/],
  ['start quorum_succeeded job_complete=quorum_failed', /says quorum_failed while the feed is running/],
  ['start job_complete=success', /says success/],
  ['start job_complete', /says no status/],
  ['start job_complete=quorum_failed rehab:a', /comes while the feed is over/],
  ['start summary', /comes while the feed is voting/],
  ['start gossip', /is of no known kind/],
] as const) {
  test(`out of order: ${words}`, () => {
    const faults = grammarFaults(feedOf(words));
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0] ?? '', fault);
  });
}

test('ids must be unique and timestamps must rise', () => {
  const events: ObservedEvent[] = [
    { name: 'start', id: 'a', timestamp: 5 },
    { name: 'quorum_succeeded', id: 'a', timestamp: 5 },
  ];
  assert.deepEqual(grammarFaults(events), [
    'event 2 (quorum_succeeded, id a) has an id that came before',
    'event 2 (quorum_succeeded, id a) is not later than the one before',
  ]);
});
