import { pino } from 'pino';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import type { ClientContent, ClientMessage } from '../../../protocol/wire/client-message.ts';
import type { ServerMessage } from '../../../protocol/wire/server-message.ts';
import { LabelCounter } from '../../label-counter.ts';
import { LiveNodes } from '../live-nodes.ts';
import type { JobInbox } from '../node-effects.ts';
import type { Peer } from '../peer.ts';

/** Of the heartbeats of nodes. */
export const LIVE_INTERVAL_MS = 1_000;
export const IDLE_HEARTBEAT: ClientContent = { type: 'heartbeat', jobState: 'idle' };

/** Remembers what is sent to it. */
export class FakePeer implements Peer {
  readonly sent: string[] = [];
  send(message: ServerMessage): void {
    this.sent.push(message.type);
  }
}

/** One node `web1`, a job inbox that knows the job `j1`, and all that was told to anybody. */
export function liveNodesWorld() {
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
    onOneTooMany: (org, node) => tell(`${org}/${node} one life too many`),
    log: pino({ level: 'silent' }),
    settings: {
      intervalMs: LIVE_INTERVAL_MS,
      downThreshold: 0.6,
      decayWindow: 4,
      rehabIntervalMs: 100,
      maxNewLives: 3,
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
    say(IDLE_HEARTBEAT);
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
