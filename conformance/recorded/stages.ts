import type { RecordedExchange } from './exchange.ts';
import type { Play } from './play.ts';
import type { Opened } from './send.ts';

/** What happens around an exchange, besides the request itself. */
export interface ReplayStage {
  readonly before?: (play: Play) => Promise<void>;
  /** How much of a stream is read, and what happens meanwhile. By default it is read to its end. */
  readonly read?: (opened: Opened, play: Play) => Promise<string>;
  /** The job that it makes goes on, or never ends. */
  readonly jobGoesOn?: true;
  /** What the request says in place of what was recorded. */
  readonly headers?: (play: Play) => Readonly<Record<string, string>>;
}

const SLOW_JOB = 'c0e5f1e2a3b42c120e8aa4eb39f46c48';
const FEED_JOB = 'c0e5f1e2a3b4f4879f74d30dae14d3f3';
const ORG_FEED_JOBS = ['c0e5f1e2a3b48052d432a2d0879a7ad0', 'c0e5f1e2a3b4fb5f3aa406014d733a10'] as const;
const LEFT_JOB = 'c0e5f1e2a3b4421550237d649ee26720';

const toTheEnd = (opened: Opened): Promise<string> => opened.readUntil(() => false);

/** How often an event was told. */
const count = (text: string, event: string): number => text.split(`event: ${event}\n`).length - 1;

/** A keep-alive comes only after all that there was to tell. */
const toAKeepAlive = (opened: Opened): Promise<string> => opened.readUntil((text) => /^:/m.test(text));

/** A job whose feed is opened as soon as there is one, and what its nodes do comes afterwards. */
function live(id: string, body: object, finishing: readonly string[] = []): ReplayStage {
  return {
    async before(play) {
      await play.untilAvailable();
      play.setup.gate.close();
      await play.start(id, body);
    },
    async read(opened, play) {
      await opened.readUntil((text) => text !== '');
      play.setup.gate.open();
      if (finishing.length > 0) {
        await opened.readUntil((text) => count(text, 'run_start') === finishing.length);
        play.finish(...finishing);
      }
      return toTheEnd(opened);
    },
  };
}

/** A job that is over when its feed is opened. */
function over(id: string, body: object): ReplayStage {
  return {
    async before(play) {
      await play.start(id, body);
      await play.ended(id);
    },
  };
}

export const REPLAY_STAGES: Readonly<Record<string, ReplayStage>> = {
  // with a negative run timeout the job crashes, and its feed says nothing of it
  '2 POST job, run_timeout negative': { jobGoesOn: true },

  '4 GET node_states while node-1 runs a job': {
    async before(play) {
      await play.start(SLOW_JOB, { command: 'slow:3', nodes: ['node-1'] });
      await play.told(SLOW_JOB, 'run_start');
    },
  },
  '4 GET the first job, 4 s later': {
    async before(play) {
      play.finish('node-1');
      await play.ended(SLOW_JOB);
    },
  },

  '5 Feed of a running job': live(
    FEED_JOB,
    {
      command: 'slow:1',
      nodes: ['node-1', 'node-2'],
      user: 'bob',
      dir: '/tmp',
      env: { A: '1' },
      file: 'raw:x',
      capture_output: true,
    },
    ['node-1', 'node-2'],
  ),
  '5 Feed of the finished job later than 5 s (summary event)': { before: (play) => play.forgotten(FEED_JOB) },
  '5 Feed: failing job': live('c0e5f1e2a3b41b948c848a8ab023a050', { command: 'fail', nodes: ['node-1'] }),
  '5 Feed: nack_commit job': over('c0e5f1e2a3b4706751fc7e4f7c37ee05', {
    command: 'nackcommit',
    nodes: ['node-1', 'node-2'],
  }),
  '5 Feed: nack_run job': over('c0e5f1e2a3b449c763646a0c5202c013', { command: 'nackrun', nodes: ['node-1'] }),
  '5 Feed: succeeded without ack_run': live('c0e5f1e2a3b4e1809008ccf0be7f0cad', {
    command: 'noackrun',
    nodes: ['node-1'],
  }),
  '5 Feed: job with a never-seen node, quorum 1': live('c0e5f1e2a3b4ffabc70e057547c2e6d5', {
    command: 'chef-client',
    nodes: ['node-1', 'ghost'],
    quorum: 1,
  }),
  '5 Feed: job on never-seen nodes only': over('c0e5f1e2a3b4dea0c08b9718525d9293', {
    command: 'chef-client',
    nodes: ['ghost'],
  }),
  '5 Feed: run timeout job': live('c0e5f1e2a3b4a9150cdb5167642d2ea2', {
    command: 'slow:8',
    nodes: ['node-1'],
    run_timeout: 2,
  }),
  '5 Org feed, opened before two jobs start': {
    async read(opened, play) {
      const [first, second] = ORG_FEED_JOBS;
      await play.start(first, { command: 'slow:0.3', nodes: ['node-1'] });
      await play.told(first, 'run_start');
      play.finish('node-1');
      await play.ended(first);
      await play.start(second, { command: 'chef-client', nodes: ['ghost'] });
      await opened.readUntil((text) => count(text, 'job_complete') === 2);
      const before = await opened.readUntil(() => true);
      play.namedEventId = /^id: (.*)$/m.exec(before)?.[1];
      return opened.readUntil((text) => /^:/m.test(text.slice(before.length)));
    },
  },
  '5 Org feed opened now, no Last-Event-ID (2 s)': { read: toAKeepAlive },
  '5 Org feed with unknown Last-Event-ID: zzz (2 s)': { read: toAKeepAlive },
  '5 Org feed with a known Last-Event-ID: org-44 (2 s)': {
    headers: ({ namedEventId = '' }) => ({ 'Last-Event-ID': namedEventId }),
    read: toAKeepAlive,
  },
  '5 Org feed of an org without jobs (17 s, keepalive)': { read: toAKeepAlive },

  '6 GET stdout': over('c0e5f1e2a3b4ad67051065ae69d4d33b', {
    command: 'output',
    nodes: ['node-1'],
    capture_output: true,
  }),
  '6 client sent only stdout: GET stdout': over('c0e5f1e2a3b4760f3c3ea344ca8e87c3', {
    command: 'onlyout',
    nodes: ['node-1'],
    capture_output: true,
  }),
  '6 capture_output false but the client sent output anyway: GET stdout': over(
    'c0e5f1e2a3b44cabba93734b70aa038c',
    { command: 'output', nodes: ['node-1'] },
  ),

  '11 Feed: node never answers commit (voting timeout 60 s, keepalives every 15 s)': live(
    'c0e5f1e2a3b4f5d55dd9443c3fa28682',
    { command: 'silent', nodes: ['node-2', 'node-3'] },
  ),
  '11 node_states/node-4, online': { before: (play) => play.setup.startNode('node-4') },
  '11 Feed: node-4 is killed 1.5 s after the job starts (heartbeat interval 1 s, down_threshold 0.6, decay_window 4, scan every 4 intervals)':
    {
      async before(play) {
        await play.start(LEFT_JOB, { command: 'slow:60', nodes: ['node-1', 'node-4'], run_timeout: 300 });
        await play.told(LEFT_JOB, 'run_start', 2);
        await play.setup.nodes.get('node-4')?.stop();
        play.setup.nodes.delete('node-4');
      },
      read: (opened) => opened.readUntil((text) => count(text, 'run_complete') === 1),
    },
  '12 GET the job that was running': {
    async before({ setup }) {
      for (const node of setup.nodes.values()) await node.stop();
      setup.nodes.clear();
      await setup.server.restart();
    },
  },
};

export function stageOf({ name }: RecordedExchange): ReplayStage {
  return REPLAY_STAGES[name] ?? {};
}
