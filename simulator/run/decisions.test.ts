import assert from 'node:assert/strict';
import test from 'node:test';
import { FleetEvents } from '../fleet/fleet-events.ts';
import type { NodeMessage } from '../node/planned.ts';
import type { VirtualNode } from '../node/virtual-node.ts';
import { Decisions } from './decisions.ts';

test('answers stand by node and job, without what goes by the clock', () => {
  const events = new FleetEvents();
  const decisions = new Decisions();
  decisions.watch(events);
  const say = (name: string, content: NodeMessage) =>
    events.emit('sent', { name } as VirtualNode, { type: 'send', content });
  say('b', { type: 'ack_commit', jobId: '1' });
  say('a', { type: 'heartbeat', jobState: 'idle', jobId: null });
  say('a', { type: 'aborted', jobId: null });
  say('a', { type: 'nack_commit', jobId: '1' });
  say('a', { type: 'ack_commit', jobId: '2' });
  say('b', { type: 'ack_run', jobId: '1' });
  say('a', { type: 'failed', jobId: '2' });
  assert.deepEqual(decisions.lines(), ['a: [nack_commit] [ack_commit failed]', 'b: [ack_commit ack_run]']);
});
