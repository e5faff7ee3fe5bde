import assert from 'node:assert/strict';
import test from 'node:test';
import { pino } from 'pino';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import type { ClientContent, ClientMessage } from '../../protocol/wire/client-message.ts';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import { LabelCounter } from '../label-counter.ts';
import { LiveNodes } from './live-nodes.ts';
import type { JobInbox } from './node-effects.ts';
import type { Peer } from './peer.ts';

const INTERVAL_MS = 1_000;
const HEARTBEAT: ClientContent = { type: 'heartbeat', jobState: 'idle' };

class FakePeer implements Peer {
  readonly sent: string[] = [];
  send(message: ServerMessage): void {
    this.sent.push(message.type);
  }
}

/** One node `web1`, a job inbox that knows the job `j1`, and all that was told to anybody. */
function world() {
  const clock = new SimulatedClock();
  const told: string[] = [];
  const tell = (line: string) => told.push(line);
  const known = new Set(['j1']);
  const waiting = new Set(['j1']);
  const jobs: JobInbox = {
    isRunning: (_org, id) => known.has(id),
    awaits: (_org, _node, id) => waiting.has(id),
    nodeDown: (_org, node) => tell(`jobs: ${node} down`),
    nodeMessage: (_org, node, id, type, output) => {
      tell(`${id}: ${node} ${type}${output?.stdout === undefined ? '' : ` ${output.stdout}`}`);
      return known.has(id);
    },
  };
  const changes = new LabelCounter();
  const late = new LabelCounter();
  const nodes = new LiveNodes<FakePeer>({
    clock,
    changes,
    late,
    log: pino({ level: 'silent' }),
    settings: {
      intervalMs: INTERVAL_MS,
      downThreshold: 0.6,
      decayWindow: 4,
      rehabIntervalMs: 100,
      detectOfflineIntervals: 4,
      offlineThreshold: 3,
    },
    store: {
      nodes: {
        saveStatus: (_org, node, status) => tell(`store: ${node} ${status}`),
        get: async () => undefined,
        list: async () => [],
        markAllDown: async () => 0,
      },
    },
    watcher: {
      appeared: (_org, node) => tell(`${node} appeared`),
      answeredRehab: (_org, node) => tell(`${node} answered`),
      wentDown: (_org, node) => tell(`${node} went down`),
      claimedTwice: (_org, node) => tell(`${node} claimed twice`),
    },
  });
  nodes.start(jobs);

  const peer = new FakePeer();
  function say(
    content: ClientContent,
    { jobId = null, incarnationId = 'one', moved = false, from = peer }: Partial<SayOptions> = {},
  ): void {
    const message: ClientMessage = {
      ...content,
      node: 'web1',
      client: 'web1.example.com',
      org: 'dev',
      sequence: 1,
      timestampMs: clock.now(),
      incarnationId,
      jobId,
    };
    const live = nodes.find('dev', 'web1');
    if (live?.life.incarnationId === incarnationId) nodes.receive(live, message, moved);
    else nodes.meet(message, from);
  }
  function available(): void {
    say(HEARTBEAT);
    say({ type: 'aborted' });
    peer.sent.length = 0;
    told.length = 0;
  }
  return { clock, nodes, peer, told, known, waiting, changes, late, say, available };
}

interface SayOptions {
  jobId: string | null;
  incarnationId: string;
  moved: boolean;
  from: FakePeer;
}

test('a node appears in rehab and is available once it has aborted', () => {
  const { nodes, peer, told, say } = world();
  say(HEARTBEAT);
  assert.deepEqual(peer.sent, ['abort']);
  assert.deepEqual(nodes.state('dev', 'web1'), { available: false, isNew: true });
  say({ type: 'aborted' });
  assert.equal(nodes.isAvailable('dev', 'web1'), true);
  assert.deepEqual(told, ['store: web1 up', 'web1 appeared', 'web1 answered']);
});

test('abort is sent again every rehab interval until aborted', () => {
  const { clock, peer, say } = world();
  say(HEARTBEAT);
  clock.advance(350);
  assert.equal(peer.sent.length, 4);
  say({ type: 'aborted' });
  clock.advance(350);
  assert.equal(peer.sent.length, 4);
});

test('a node is new until it is available for the first time in its life', () => {
  const { nodes, say } = world();
  const isNew = () => nodes.state('dev', 'web1')?.isNew;
  say(HEARTBEAT);
  assert.equal(isNew(), true);
  say({ type: 'aborted' });
  assert.equal(isNew(), false);
  nodes.rehab('dev', 'web1');
  assert.deepEqual(nodes.state('dev', 'web1'), { available: false, isNew: false });
  say(HEARTBEAT, { incarnationId: 'another' });
  assert.equal(isNew(), true);
});

/** What a node says that runs a command of a job from before. */
const RUNNING: ClientContent = { type: 'heartbeat', jobState: 'running' };

test('a node that appears with a command is told to abort it at its sixth heartbeat', () => {
  const { clock, nodes, peer, say } = world();
  for (let heartbeats = 1; heartbeats < 6; heartbeats++) {
    say(RUNNING, { jobId: 'gone' });
    clock.advance(INTERVAL_MS);
    assert.deepEqual(peer.sent, ['ack'], `after ${heartbeats} heartbeats`);
  }
  assert.deepEqual(nodes.countByPhase(), { deferred: 1, rehab: 0, idle: 0 });
  say(RUNNING, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['ack', 'abort']);
  clock.advance(100);
  assert.deepEqual(peer.sent, ['ack', 'abort', 'abort'], 'and again every rehab interval');
  assert.equal(nodes.state('dev', 'web1')?.available, false);
});

test('an acked run is no heartbeat, but says as well that a command runs', () => {
  const { clock, peer, say } = world();
  say({ type: 'ack_run' }, { jobId: 'gone' });
  for (let heartbeats = 1; heartbeats < 6; heartbeats++) {
    say(RUNNING, { jobId: 'gone' });
    clock.advance(INTERVAL_MS);
  }
  assert.deepEqual(peer.sent, ['ack']);
  say(RUNNING, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['ack', 'abort']);
});

const ENDS_OF_A_COMMAND: Readonly<Record<string, ClientContent>> = {
  'it tells the end of its command': { type: 'succeeded' },
  'it heartbeats without a job': HEARTBEAT,
  'it has committed to a job and runs nothing': { type: 'heartbeat', jobState: 'committed' },
};

for (const [what, content] of Object.entries(ENDS_OF_A_COMMAND)) {
  test(`a node that appeared with a command is told to abort as soon as ${what}`, () => {
    const { peer, say } = world();
    say(RUNNING, { jobId: 'gone' });
    say(content, { jobId: content === HEARTBEAT ? null : 'gone' });
    assert.deepEqual(peer.sent, ['ack', 'abort']);
  });
}

test('a node that has aborted its command without being told so is available', () => {
  const { nodes, peer, say } = world();
  say(RUNNING, { jobId: 'gone' });
  say({ type: 'aborted' }, { jobId: 'gone' });
  assert.equal(nodes.isAvailable('dev', 'web1'), true);
  assert.deepEqual(peer.sent, ['ack']);
});

test('a node that goes down with its command has to prove anew that it hears the server', () => {
  const { clock, nodes, peer, say } = world();
  for (let heartbeats = 1; heartbeats < 6; heartbeats++) say(RUNNING, { jobId: 'gone' });
  clock.advance(20 * INTERVAL_MS);
  assert.equal(nodes.count, 0);
  say(RUNNING, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['ack', 'ack']);
});

test('a second reason for rehab sends no further abort', () => {
  const { clock, nodes, peer, say, available } = world();
  available();
  nodes.rehab('dev', 'web1');
  nodes.rehab('dev', 'web1');
  say(HEARTBEAT, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['abort']);
  clock.advance(100);
  assert.deepEqual(peer.sent, ['abort', 'abort']);
});

test('a heartbeat naming a job that is not in progress sends an idle node to rehab', () => {
  const { nodes, peer, say, available } = world();
  available();
  say({ type: 'heartbeat', jobState: 'running' }, { jobId: 'j1' });
  assert.deepEqual(peer.sent, []);
  say({ type: 'heartbeat', jobState: 'running' }, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['abort']);
  assert.equal(nodes.isAvailable('dev', 'web1'), false);
});

test('a message for a job that does not exist sends the node to rehab, but aborted does not', () => {
  const { peer, say, available } = world();
  available();
  say({ type: 'aborted' }, { jobId: 'gone' });
  assert.deepEqual(peer.sent, []);
  say({ type: 'ack_commit' }, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['abort']);
});

test('a message that names no job sends the node to rehab', () => {
  const { peer, told, say, available } = world();
  available();
  say({ type: 'ack_run' });
  assert.deepEqual(peer.sent, ['abort']);
  assert.deepEqual(told, []);
});

test('messages reach their job with what they captured, in rehab too', () => {
  const { told, say, available, nodes } = world();
  available();
  say({ type: 'succeeded', stdout: 'out', stderr: '' }, { jobId: 'j1' });
  nodes.rehab('dev', 'web1');
  say({ type: 'nack_run' }, { jobId: 'j1' });
  assert.deepEqual(told, ['j1: web1 succeeded out', 'j1: web1 nack_run']);
});

test('aborted out of rehab reaches its job only while that waits for the node', () => {
  const { told, waiting, say, available, nodes } = world();
  available();
  nodes.rehab('dev', 'web1');
  say({ type: 'aborted' }, { jobId: 'j1' });
  waiting.delete('j1');
  nodes.rehab('dev', 'web1');
  say({ type: 'aborted' }, { jobId: 'j1' });
  assert.deepEqual(told, ['web1 answered', 'j1: web1 aborted', 'web1 answered']);
});

test('a new address is acknowledged', () => {
  const { peer, say, available } = world();
  available();
  say(HEARTBEAT, { moved: true });
  assert.deepEqual(peer.sent, ['ack']);
});

test('another incarnation ends the old life and begins one in rehab', () => {
  const { nodes, told, say, available } = world();
  available();
  const restarted = new FakePeer();
  say(HEARTBEAT, { incarnationId: 'two', from: restarted });
  assert.deepEqual(told, ['jobs: web1 down', 'store: web1 up', 'web1 appeared']);
  assert.deepEqual(restarted.sent, ['abort']);
  assert.equal(nodes.isAvailable('dev', 'web1'), false);
  assert.equal(nodes.count, 1);
});

test('an incarnation that was replaced and speaks again is told as a second claim', () => {
  const { told, say, available } = world();
  available();
  say(HEARTBEAT, { incarnationId: 'two' });
  assert.equal(told.includes('web1 claimed twice'), false);
  say(HEARTBEAT, { incarnationId: 'one' });
  assert.equal(told.includes('web1 claimed twice'), true);
});

test('a fresh node that falls silent is down three intervals after its first', () => {
  const { clock, nodes, told, say } = world();
  say(HEARTBEAT);
  say({ type: 'aborted' });
  clock.advance(4 * INTERVAL_MS - 1);
  assert.equal(nodes.count, 1);
  clock.advance(101);
  assert.equal(nodes.count, 0);
  assert.deepEqual(told.slice(-3), ['store: web1 down', 'web1 went down', 'jobs: web1 down']);
});

test('a node in steady state that falls silent is down at the end of its second silent interval', () => {
  const { clock, nodes, say, available } = world();
  available();
  for (let beat = 0; beat < 40; beat++) {
    clock.advance(INTERVAL_MS);
    say(HEARTBEAT);
  }
  // the last heartbeat is counted in the interval that it opened
  clock.advance(3 * INTERVAL_MS - 1);
  assert.equal(nodes.count, 1);
  clock.advance(101);
  assert.equal(nodes.count, 0);
});

test('heartbeats keep a node up', () => {
  const { clock, nodes, told, say, available } = world();
  available();
  for (let beat = 0; beat < 200; beat++) {
    clock.advance(INTERVAL_MS);
    say(HEARTBEAT);
  }
  assert.equal(nodes.count, 1);
  assert.deepEqual(told, []);
});

test('what is sent to a node that is down is dropped', () => {
  const { nodes } = world();
  nodes.send('dev', 'web1', { type: 'ack' });
  nodes.rehab('dev', 'web1');
  assert.equal(nodes.state('dev', 'web1'), undefined);
});

test('the nodes heartbeating are sorted by name, each organisation apart', () => {
  const { nodes, say, clock } = world();
  say(HEARTBEAT);
  const message = {
    ...HEARTBEAT,
    client: '',
    sequence: 0,
    timestampMs: clock.now(),
    incarnationId: 'x',
    jobId: null,
  };
  nodes.meet({ ...message, org: 'dev', node: 'app1' }, new FakePeer());
  nodes.meet({ ...message, org: 'ops', node: 'zoo' }, new FakePeer());
  assert.deepEqual(
    nodes.heartbeating('dev').map(({ name }) => name),
    ['app1', 'web1'],
  );
  assert.equal(nodes.count, 3);
  assert.deepEqual(nodes.countByPhase(), { deferred: 0, rehab: 3, idle: 0 });
});

test('a node that begins ever new lives is looked at no more often than any other', () => {
  const { clock, nodes, peer, say } = world();
  for (let life = 0; life < 1_000; life++) say(HEARTBEAT, { incarnationId: String(life) });
  assert.equal(nodes.count, 1);
  peer.sent.length = 0;
  clock.advance(1_000);
  assert.deepEqual(peer.sent, Array(10).fill('abort'));
});

test('after a stop no timer is left', () => {
  const { clock, nodes, say } = world();
  say(HEARTBEAT);
  nodes.stop();
  assert.equal(clock.pendingTimers, 0);
});

test('phases that are entered are counted, and heartbeats that come late', () => {
  const { clock, nodes, changes, late, say, available } = world();
  available();
  for (const waitMs of [INTERVAL_MS, 1.5 * INTERVAL_MS, 1.6 * INTERVAL_MS]) {
    clock.advance(waitMs);
    say(HEARTBEAT);
  }
  nodes.rehab('dev', 'web1');
  say({ type: 'aborted' });
  clock.advance(10 * INTERVAL_MS);
  assert.deepEqual(Object.fromEntries(changes.entries()), { rehab: 2, idle: 2, down: 1 });
  assert.equal(late.total, 1);
});

test('a node that is shut out is down at once, and a message later is a new life', () => {
  const { clock, nodes, told, peer, say, available } = world();
  available();
  told.length = 0;
  peer.sent.length = 0;
  nodes.shutOut('dev', 'web1');
  nodes.shutOut('dev', 'web1');
  nodes.shutOut('dev', 'ghost');
  assert.deepEqual(told, ['store: web1 down', 'web1 went down', 'jobs: web1 down']);
  assert.equal(nodes.count, 0);
  clock.advance(10 * INTERVAL_MS);
  assert.deepEqual(peer.sent, []);
  say(HEARTBEAT);
  assert.deepEqual(peer.sent, ['abort']);
});
