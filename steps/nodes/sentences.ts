import type { TargetTimings } from '../../conformance/target-file/timings.ts';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';

/** A behaviour, which may have to fit the times of the server. */
type TimedBehaviour = BehaviourChoice | ((timings: TargetTimings) => BehaviourChoice);

type Sentences = Readonly<Record<string, TimedBehaviour>>;

/** What a node that comes up does all the time, in the words of sentences. */
export const BEHAVIOUR_SENTENCES: Sentences = {
  'never votes': { name: 'silent', options: { on: ['ack_commit', 'nack_commit'] } },
  'never acks the run': { name: 'silent', options: { on: ['ack_run', 'succeeded', 'failed'] } },
  'never ends its command': { name: 'silent', options: { on: ['succeeded', 'failed'] } },

  'votes late': slowly(['ack_commit', 'nack_commit']),
  'starts the command late': slowly(['ack_run', 'succeeded', 'failed']),
  'ends the command late': slowly(['succeeded', 'failed']),
  'answers abort late': slowly(['aborted']),
  'votes last': {
    name: 'slow',
    options: { delayMs: 600, distribution: 'constant', messages: ['ack_commit'] },
  },
  'votes too late': ({ votingTimeoutMs }) => ({
    name: 'slow',
    options: { delayMs: votingTimeoutMs + 500, distribution: 'constant', messages: ['ack_commit'] },
  }),
  'takes a constant time to answer': spread('constant'),
  'takes a time to answer that varies evenly': spread('uniform'),
  'takes a time to answer that varies around a mean': spread('normal'),
  'takes a time to answer that is seldom long': spread('exponential'),

  'dies before it votes': { name: 'crashing', options: { when: 'commit' } },
  'dies when it has voted': { name: 'crashing', options: { when: 'ack_commit' } },
  'dies when it is to run': { name: 'crashing', options: { when: 'run' } },
  'dies while it runs': { name: 'crashing', options: { when: 'running' } },
  'dies before it votes, and comes back': dyingFor('commit'),
  'dies when it has voted, and comes back': dyingFor('ack_commit'),
  'dies when it is to run, and comes back': dyingFor('run'),
  'dies while it runs, and comes back': dyingFor('running'),
  'reboots when it runs a command': { name: 'rebooting', options: { afterMs: 10, awayMs: 100 } },

  'stands still before it votes': { name: 'frozen', options: { when: 'commit' } },
  'stands still when it has voted': { name: 'frozen', options: { when: 'ack_commit' } },
  'stands still when it is to run': { name: 'frozen', options: { when: 'run' } },
  'stands still while it runs': { name: 'frozen', options: { when: 'running' } },
  'stands still for a while before it votes': ({ heartbeatIntervalMs }) => ({
    name: 'frozen',
    options: { when: 'commit', forMs: 6 * heartbeatIntervalMs },
  }),

  'comes and goes': ({ heartbeatIntervalMs }) => ({
    name: 'flapping',
    options: { upMs: 8 * heartbeatIntervalMs, downMs: 6 * heartbeatIntervalMs },
  }),
  'configures anew all the time': { name: 'restless', options: { everyMs: 600 } },
  'connect anew with all others': { name: 'herd', options: { everyMs: 700 } },

  // a quarter: what holds the judge up for less than an interval is not told from a node's own lateness
  'sends its heartbeats late': ({ heartbeatIntervalMs }) =>
    heartbeats({ late: 1, lateMs: heartbeatIntervalMs / 4 }),
  'sends its heartbeats in bursts': heartbeats({ bursts: 1, burst: 3 }),

  fails: 'failing',
  'fails every other time': { name: 'failing', options: { share: 0.5 } },

  'always says that it is its first message': {
    name: 'tampering',
    options: { damage: 'repeated_sequence', inAddition: false },
  },
  'cannot encrypt': 'unencrypted',
  'runs real commands': 'exec',
  'run real commands': 'exec',
};

/** Of nodes that never come out of rehab, or come only late: nobody waits until they are available. */
export const AWAY_SENTENCES: Sentences = {
  'never answers abort': 'stuck',
  'is deaf': 'deaf',
  'heartbeats with a job that does not exist': {
    name: 'confused',
    options: { does: 'wrong_job_in_heartbeat' },
  },
  'dies when it has connected': { name: 'crashing', options: { when: 'connected' } },
  'dies when it has answered abort': { name: 'crashing', options: { when: 'aborted' } },
  'stands still when it has answered abort': { name: 'frozen', options: { when: 'aborted' } },
  'starts without a network': { name: 'late-network', options: { afterMs: 1_500 } },
  'starts without a way to the command socket': {
    name: 'late-network',
    options: { afterMs: 1_500, channel: 'command' },
  },
};

/** What a node does from now on, besides what it does anyway. */
export const CHANGE_SENTENCES: Sentences = {
  'sends every heartbeat twice': {
    name: 'tampering',
    options: { damage: 'replayed', inAddition: false, messages: ['heartbeat'] },
  },
  'stops answering abort': 'stuck',
  'goes deaf': 'deaf',
  'sends no more heartbeats': { name: 'silent', options: { on: ['heartbeat'] } },
  'loses two heartbeats in three': heartbeats({ missing: 0.67 }),
  'has something else to do for a second': { name: 'busy', options: { forMs: 1_000 } },
};

/** The behaviour that words of a table stand for, with this server. @throws for words that are not in it */
export function behaviourOf(sentences: Sentences, words: string, timings: TargetTimings): BehaviourChoice {
  const way = sentences[words];
  if (way === undefined) throw new Error(`no node ${words}`);
  return typeof way === 'function' ? way(timings) : way;
}

/** Long enough for what others say at once, and short enough for every timer. */
function slowly(messages: readonly string[]): BehaviourChoice {
  return { name: 'slow', options: { delayMs: 300, distribution: 'constant', messages } };
}

function spread(distribution: string): BehaviourChoice {
  return { name: 'slow', options: { delayMs: 40, jitterMs: 20, distribution } };
}

function dyingFor(when: string): BehaviourChoice {
  return { name: 'crashing', options: { when, returnsAfterMs: 50 } };
}

/** All heartbeats come in time but for what is said. */
function heartbeats(options: Readonly<Record<string, number>>): BehaviourChoice {
  return { name: 'erratic', options: { missing: 0, late: 0, bursts: 0, ...options } };
}
