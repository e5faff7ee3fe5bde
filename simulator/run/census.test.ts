import assert from 'node:assert/strict';
import test from 'node:test';
import { FleetEvents } from '../fleet/fleet-events.ts';
import { AWAY_STATUS, type NodeStatus } from '../node/status.ts';
import type { VirtualNode } from '../node/virtual-node.ts';
import { Census } from './census.ts';

const UP: NodeStatus = { life: 'connected', online: true, answered: true, job: 'idle', jobId: null };

function node(name: string): VirtualNode {
  return { name } as VirtualNode;
}

function watched(): { census: Census; events: FleetEvents } {
  const census = new Census();
  const events = new FleetEvents();
  census.watch(events);
  return { census, events };
}

test('each node is in one place, and changes it', () => {
  const { census, events } = watched();
  const web = node('web');
  events.emit('registered', web);
  assert.deepEqual(census.counts, { away: 1, starting: 0, connected: 0, available: 0, busy: 0 });
  const connected: NodeStatus = { ...UP, answered: false };
  events.emit('status', web, connected, AWAY_STATUS);
  events.emit('status', web, UP, connected);
  assert.deepEqual(census.counts, { away: 0, starting: 0, connected: 0, available: 1, busy: 0 });
  events.emit('status', web, { ...UP, job: 'running', jobId: '1' }, UP);
  assert.equal(census.counts.busy, 1);
});

test('a node that came up counts once, even after it is gone', () => {
  const { census, events } = watched();
  const [one, other] = [node('a'), node('b')];
  events.emit('status', one, UP, AWAY_STATUS);
  events.emit('status', one, AWAY_STATUS, UP);
  events.emit('status', one, UP, AWAY_STATUS);
  assert.equal(census.cameUp, 1);
  events.emit('status', other, UP, AWAY_STATUS);
  assert.equal(census.cameUp, 2);
});

test('places and rehab are counted by group too', () => {
  const census = new Census((name) => name.slice(0, 3));
  const events = new FleetEvents();
  census.watch(events);
  const [web, dbs] = [node('web1'), node('dbs1')];
  const inRehab: NodeStatus = { ...UP, answered: false };
  for (const each of [web, dbs]) {
    events.emit('registered', each);
    events.emit('status', each, inRehab, AWAY_STATUS);
  }
  events.emit('status', dbs, { ...inRehab, online: false }, inRehab);
  assert.equal(census.inRehab, 1);
  assert.deepEqual(
    ['web', 'dbs'].map((group) => census.groups[group]?.inRehab),
    [1, 0],
  );
  events.emit('status', web, UP, inRehab);
  assert.equal(census.inRehab, 0);
  const { registered, inService, places } = census.groups.web ?? {};
  assert.deepEqual(
    { registered, inService, places },
    {
      registered: 1,
      inService: 1,
      places: { away: 0, starting: 0, connected: 0, available: 1, busy: 0 },
    },
  );
});
