import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { EventLog } from '../../protocol/time/event-log.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import type { JobWatch } from '../world/job-watch.ts';
import { NodeAnswers } from '../world/node-answers.ts';
import { untilDealtWith } from './by-hand.ts';
import { HEARTBEATS_UNTIL_HANDLED } from './sent-to-rehab.ts';

const PATIENCE_MS = 60_000;

/** A scenario whose nodes are heard of by what the test adds: events of the job, and heartbeats. */
function spokenWorld(context: TestContext) {
  const feedOf = (id: string) => new EventLog<FeedEvent>(`the feed of job ${id}`, ({ event }) => event);
  const job = { id: 'job1', feed: feedOf('job1') } as JobWatch;
  const beats = new EventLog<string>('the heartbeats', (label) => label);
  // whoever still waits then, as the slower of two does, gives up
  context.after(() => {
    job.feed.end();
    beats.end();
  });
  const node = { perform: () => {} } as unknown as VirtualNode;
  const answers = new NodeAnswers(
    (label) => `${label}-of-it`,
    () => node,
  );
  const counts = { heartbeats: (of: string) => beats.entries.filter((label) => label === of).length };
  const waits = {
    untilTrue: async (_label: string, what: string, isSo: () => boolean) => {
      await beats.until(what, isSo, PATIENCE_MS);
    },
  };
  const world = { nodes: { answers, counts, waits }, patienceMs: PATIENCE_MS } as unknown as Parameters<
    typeof untilDealtWith
  >[0];
  const tell = (label: string, event: string) =>
    job.feed.add({ event, id: event, text: '', data: { node: `${label}-of-it` } });
  return { world, job, answers, tell, beat: (label: string) => beats.add(label) };
}

/** Whether it has come to its end by the time that all has run which could run. */
async function hasEnded(waiting: Promise<void>): Promise<boolean> {
  let ended = false;
  void waiting.then(() => {
    ended = true;
  });
  await new Promise(setImmediate);
  return ended;
}

test('a job is not started before the feed has told of what a node said last', async (context) => {
  const { world, job, answers, tell } = spokenWorld(context);
  tell('web1', 'quorum_vote');
  answers.say('web1', 'nack_run', job);
  const waiting = untilDealtWith(world, undefined);
  assert.equal(await hasEnded(waiting), false, 'what the feed told before is no answer');
  tell('web2', 'run_start');
  assert.equal(await hasEnded(waiting), false, 'what it tells of another node is none');
  tell('web1', 'rehab');
  await waiting;
});

test('what a feed tells nothing of has come when its node has gone on for some heartbeats', async (context) => {
  const { world, job, answers, beat } = spokenWorld(context);
  beat('web1');
  answers.say('web1', 'nack_run', job);
  const waiting = untilDealtWith(world, undefined);
  for (let sent = 1; sent < HEARTBEATS_UNTIL_HANDLED; sent += 1) beat('web1');
  beat('web2');
  assert.equal(await hasEnded(waiting), false);
  beat('web1');
  await waiting;
});

test('nothing is waited for where nobody has spoken, or the same node speaks again over its one connection', async (context) => {
  const { world, job, answers, tell } = spokenWorld(context);
  await untilDealtWith(world, undefined);
  answers.say('web1', 'ack_commit', job);
  await untilDealtWith(world, 'web1');
  const other = untilDealtWith(world, 'web2');
  assert.equal(await hasEnded(other), false);
  tell('web1', 'quorum_vote');
  await other;
});
