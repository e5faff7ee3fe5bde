import type {
  EndedJob,
  FleetOfServer,
  HarnessServer,
  JobsClient,
  NodeBehaviour,
  StartedJob,
} from '../index.ts';
import { startFleet, startServer } from '../index.ts';

/**
 * What a test in TypeScript may write, and typos that must not compile. Nothing runs this: `tsc` reads it in
 * `npm run check`, and a typo that compiles is an unused `@ts-expect-error`, which is an error.
 */
export async function behavioursInTypes(server: HarnessServer, fleet: FleetOfServer): Promise<void> {
  await startFleet(server, { behaviours: ['slow', { name: 'exec' }] });
  await startFleet(server, {
    behaviours: [{ name: 'crashing', options: { when: 'ack_commit', returnsAfterMs: 5 } }],
  });
  await fleet.add({ name: 'web1', behaviours: [{ name: 'slow', options: { messages: ['ack_run'] } }] });
  fleet.behave('web1', 'fickle', { name: 'silent', options: { on: ['heartbeat'], share: 0.5 } });
  // @ts-expect-error 'slow'
  await startFleet(server, { behaviours: ['slwo'] });
  // @ts-expect-error 'slow', of one node
  await startFleet(server, { nodes: [{ name: 'web1', behaviours: ['slwo'] }] });
  // @ts-expect-error 'slow', of one more node
  await fleet.add({ name: 'web1', behaviours: ['slwo'] });
  // @ts-expect-error 'healthy'
  fleet.behave('web1', 'helthy');
}

export const optionsInTypes: Readonly<Record<string, NodeBehaviour>> = {
  // @ts-expect-error delayMs
  name: { name: 'slow', options: { delayms: 1 } },
  // @ts-expect-error a number
  kind: { name: 'slow', options: { delayMs: '1' } },
  // @ts-expect-error 'uniform'
  word: { name: 'slow', options: { distribution: 'unifrom' } },
  // @ts-expect-error 'ack_commit'
  wordInList: { name: 'silent', options: { on: ['ack_comit'] } },
  // @ts-expect-error of another behaviour
  ofAnother: { name: 'slow', options: { exitCode: 1 } },
  // @ts-expect-error it has none
  none: { name: 'exec', options: { runMs: 1 } },
  // @ts-expect-error 'nack_after_ack', of a variant
  ofVariant: { name: 'fickle', options: { does: 'nack_after_akc' } },
  // @ts-expect-error one of its moments
  moment: { name: 'crashing', options: { when: 'voting' } },
};

export async function eventsInTypes(job: StartedJob, jobs: JobsClient): Promise<void> {
  for await (const event of job.events()) {
    // @ts-expect-error 'run_start'
    if (event.event === 'run_strat') break;
    // @ts-expect-error 'failure': that is what the event says of a node that has failed
    if (event.event === 'run_complete' && event.data.status === 'failed') break;
    // @ts-expect-error 'voting_timeout'
    if (event.event === 'quorum_vote' && event.data.status === 'voting_timeuot') break;
    if (event.event === 'rehab') event.data.node.startsWith('web');
    // @ts-expect-error the quorum is not of one node
    if (event.event === 'quorum_succeeded') event.data.node.startsWith('web');
    // what has no type of its own is unknown, and not refused
    if (event.event === 'start' && event.data.command === 'deploy') break;
  }
  for await (const event of jobs.events()) {
    // @ts-expect-error 'job_complete'
    if (event.event === 'job_completed') break;
    if (event.event === 'job_complete' && event.data.status === 'success') event.data.job.startsWith('0');
  }
}

export async function statusesInTypes(ended: EndedJob, job: StartedJob): Promise<readonly boolean[]> {
  const shown = await job.shown();
  return [
    ended.status === 'quorum_failed',
    // @ts-expect-error 'quorum_failed'
    ended.status === 'quorum_faild',
    // @ts-expect-error a job that is over does not run
    ended.status === 'running',
    ended.nodes.web1 === 'nacked',
    // @ts-expect-error 'succeeded'
    ended.nodes.web1 === 'success',
    shown.status === 'voting',
    // @ts-expect-error 'crashed'
    shown.status === 'crahsed',
    // @ts-expect-error was_ready
    shown.nodes.wasReady === undefined,
  ];
}

export async function expectationsInTypes(job: StartedJob): Promise<void> {
  await job.expect({ web1: 'succeeded', web2: 'was_ready' }, { withinMs: 1_000 });
  // @ts-expect-error 'nacked'
  await job.expect({ web1: 'nackd' });
  // @ts-expect-error withinMs
  await job.expect({ web1: 'nacked' }, { within: 1_000 });
}

export async function nodesByHandInTypes(fleet: FleetOfServer): Promise<void> {
  const web1 = await fleet.byHand('web1');
  web1.on('commit').after(100).reply('ack');
  web1.on('run').reply('succeeded', { stdout: 'done' });
  // @ts-expect-error 'commit'
  web1.on('comit').never();
  // @ts-expect-error nobody fails a commit
  web1.on('commit').reply('failed');
  // @ts-expect-error the abort is acked by no such word
  web1.on('abort').reply('ack');
  // @ts-expect-error stdout
  web1.on('run').reply('succeeded', { stdOut: 'done' });
  // @ts-expect-error an ack has no output
  web1.on('run').reply('ack', { stdout: 'done' });
  // @ts-expect-error 'ack_commit'
  web1.say('ack');
  // @ts-expect-error 'run'
  await web1.next('runs');
  const { command, env } = await web1.next('commit');
  command.startsWith(env?.PATH ?? '');
  // @ts-expect-error a run says nothing but its job
  (await web1.next('run')).command;
}

export async function faultsInTypes(server: HarnessServer): Promise<void> {
  const nodes = ['web1'];
  await startFleet(server, {
    faults: {
      slow: { kind: 'latency', delayMs: 100, nodes },
      cut: { kind: 'stall', direction: 'to_nodes', channels: ['command'], nodes },
      lost: { kind: 'messages', types: ['commit', 'ack_run'], lose: 0.5, nodes },
      // @ts-expect-error 'stall'
      kind: { kind: 'stal', nodes },
      // @ts-expect-error delayMs
      option: { kind: 'latency', delayms: 100, nodes },
      // @ts-expect-error 'to_server'
      direction: { kind: 'drop', direction: 'to_sever', nodes },
      // @ts-expect-error 'heartbeat'
      channel: { kind: 'drop', channels: ['heartbeats'], nodes },
      // @ts-expect-error 'commit'
      message: { kind: 'messages', types: ['comit'], lose: 1, nodes },
    },
  });
}

export async function serversInTypes(): Promise<void> {
  await startServer({ timings: { votingTimeoutMs: 300 }, dialect: 'documented' });
  // @ts-expect-error votingTimeoutMs
  await startServer({ timings: { votingTimeoutMS: 300 } });
  // @ts-expect-error timings
  await startServer({ timing: {} });
  // @ts-expect-error 'pushy-server'
  await startServer({ dialect: 'pushy' });
}
