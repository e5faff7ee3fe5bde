import type { NodeInput, TimerName } from './inputs.ts';
import { jobStep } from './job.ts';
import type { NodeEffect } from './planned.ts';
import { AWAY, jobIdOf, jobStateOf, type NodeState, type Rules } from './state.ts';

/** A round of the poll loop ends after this long, or with any message. Source: protocol §8. */
export const POLL_ROUND_MS = 1_000;
/** Rounds after which a silent command socket makes the node configure anew. Source: protocol §8. */
export const SILENT_ROUNDS = 4;
/** Largest part of a config's lifetime that is taken off it. Source: protocol §8. */
export const LIFETIME_SPREAD = 0.1;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/** A node as it is afterwards, and what it is about to do, in order. */
export interface Transition {
  readonly node: NodeState;
  readonly effects: readonly NodeEffect[];
}

const NO_EFFECTS: readonly NodeEffect[] = [];

/**
 * What a healthy node does about an input. Pure: reads no clock, draws no chance (a timer's range is drawn when it is
 * started), changes nothing it was given. Source: protocol §8.
 */
export function transition(node: NodeState, input: NodeInput): Transition {
  switch (input.type) {
    case 'born':
      return node.life === 'away' ? born() : unchanged(node);
    case 'died':
      return died(node, input.returnsAfterMs);
    default:
      if (node.life === 'away')
        return input.type === 'timer' && input.timer === 'return' ? born() : unchanged(node);
      return configureWhenFree(alive(node, input));
  }
}

type LivingInput = Exclude<NodeInput, { type: 'born' | 'died' }>;

function alive(node: NodeState, input: LivingInput): Transition {
  switch (input.type) {
    case 'configured':
      return configured(node, input.rules);
    case 'configFailed':
      return configFailed(node);
    case 'networkChanged':
      return node.life === 'connected' ? reopen(node) : unchanged(node);
    case 'serverHeartbeat':
      return serverHeartbeat(node, input.incarnationId);
    case 'timer':
      return timerFired(node, input.timer);
    case 'ack':
      return { node: hearing(node), effects: NO_EFFECTS };
    case 'commit':
    case 'run':
    case 'abort':
      return jobInput(hearing(node), input);
    case 'commitChecked':
    case 'commandEnded':
      return jobInput(node, input);
  }
}

function born(): Transition {
  return {
    node: { ...AWAY, life: 'starting', configuring: true },
    effects: [{ type: 'newIncarnation' }, { type: 'configure' }],
  };
}

function died(node: NodeState, returnsAfterMs: number | undefined): Transition {
  const effects: NodeEffect[] = [];
  if (node.job.phase === 'running') effects.push({ type: 'killCommand', jobId: node.job.order.jobId });
  effects.push({ type: 'closeSockets' }, { type: 'stopTimers' });
  if (returnsAfterMs !== undefined) {
    effects.push({ type: 'startTimer', timer: 'return', betweenMs: [returnsAfterMs, returnsAfterMs] });
  }
  return { node: AWAY, effects };
}

function configured(node: NodeState, rules: Rules): Transition {
  // it was given a job while it asked: on other sockets it would miss what the job sends next
  if (node.job.phase !== 'idle') {
    return { node: { ...node, configuring: false, wantsConfig: true }, effects: NO_EFFECTS };
  }
  const next: NodeState = {
    ...node,
    life: 'connected',
    rules,
    online: true,
    missedIntervals: 0,
    serverHeartbeats: 0,
    serverIncarnation: rules.serverIncarnation,
    heard: false,
    rounds: 0,
    configuring: false,
    wantsConfig: false,
    configFailures: 0,
  };
  const { intervalMs, lifetimeMs } = rules;
  return {
    node: next,
    effects: [
      { type: 'openSockets' },
      heartbeat(next),
      { type: 'startTimer', timer: 'interval', betweenMs: [intervalMs, intervalMs] },
      { type: 'startTimer', timer: 'lifetime', betweenMs: [lifetimeMs * (1 - LIFETIME_SPREAD), lifetimeMs] },
      ROUND,
    ],
  };
}

function configFailed(node: NodeState): Transition {
  const most = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** node.configFailures);
  return {
    node: { ...node, configFailures: node.configFailures + 1 },
    effects: [{ type: 'startTimer', timer: 'retry', betweenMs: [most / 2, most] }],
  };
}

function timerFired(node: NodeState, timer: TimerName): Transition {
  switch (timer) {
    case 'interval':
      return intervalOver(node);
    case 'round':
      return node.heard ? unchanged(node) : roundOver(node);
    case 'lifetime':
      return { node: { ...node, wantsConfig: true }, effects: NO_EFFECTS };
    case 'settle': {
      // a config that came meanwhile may have brought the new incarnation already
      const stale = node.rules?.serverIncarnation !== node.serverIncarnation;
      return stale ? { node: { ...node, wantsConfig: true }, effects: NO_EFFECTS } : unchanged(node);
    }
    case 'retry':
      return { node, effects: [{ type: 'configure' }] };
    default:
      return unchanged(node);
  }
}

/** True of a node that counts its server as offline when its interval ends. */
export function goesOffline({ rules, online, missedIntervals }: NodeState): boolean {
  return rules !== undefined && online && missedIntervals + 1 > rules.offlineThreshold;
}

function intervalOver(node: NodeState): Transition {
  if (!node.rules) return unchanged(node);
  const { intervalMs } = node.rules;
  const nextInterval: NodeEffect = {
    type: 'startTimer',
    timer: 'interval',
    betweenMs: [intervalMs, intervalMs],
  };
  if (!node.online) return { node, effects: [nextInterval] };

  const counted = { ...node, missedIntervals: node.missedIntervals + 1 };
  if (!goesOffline(node)) return { node: counted, effects: [heartbeat(node), nextInterval] };
  const reopened = reopen({ ...counted, online: false, serverHeartbeats: 0 });
  return { node: reopened.node, effects: [...reopened.effects, nextInterval] };
}

function serverHeartbeat(node: NodeState, incarnationId: string): Transition {
  if (!node.rules) return unchanged(node);
  const effects: NodeEffect[] = [];
  let next = node.missedIntervals === 0 ? node : { ...node, missedIntervals: 0 };
  if (!node.online) {
    const serverHeartbeats = node.serverHeartbeats + 1;
    next = { ...next, serverHeartbeats, online: serverHeartbeats > node.rules.onlineThreshold };
    if (next.online) effects.push(heartbeat(next));
  }
  if (incarnationId !== node.serverIncarnation) {
    next = { ...next, serverIncarnation: incarnationId };
    effects.push({ type: 'startTimer', timer: 'settle', betweenMs: [0, node.rules.intervalMs] });
  }
  if (node.heard) return { node: next, effects };
  const round = roundOver(next);
  return { node: round.node, effects: [...effects, ...round.effects] };
}

/** Any message ends a round, and the next one begins. Nothing on the command socket for too many: configure anew. */
function roundOver(node: NodeState): Transition {
  const rounds = node.rounds + 1;
  const next =
    rounds < SILENT_ROUNDS ? { ...node, rounds } : { ...node, rounds: 0, wantsConfig: !node.configuring };
  return { node: next, effects: [ROUND] };
}

function reopen(node: NodeState): Transition {
  return { node: { ...node, heard: false, rounds: 0 }, effects: [{ type: 'openSockets' }, ROUND] };
}

function jobInput(node: NodeState, input: NodeInput): Transition {
  const step = jobStep(node.job, input);
  if (!step) return unchanged(node);
  return { node: step.job === node.job ? node : { ...node, job: step.job }, effects: step.effects };
}

/** A node with a job in hand does not configure. Source: protocol §8. */
function configureWhenFree(step: Transition): Transition {
  const { node, effects } = step;
  if (!node.wantsConfig || node.configuring || node.job.phase !== 'idle') return step;
  return {
    node: { ...node, wantsConfig: false, configuring: true },
    effects: [...effects, { type: 'configure' }],
  };
}

function hearing(node: NodeState): NodeState {
  return node.heard ? node : { ...node, heard: true };
}

function heartbeat(node: NodeState): NodeEffect {
  return {
    type: 'send',
    saying: { type: 'heartbeat', jobState: jobStateOf(node.job), jobId: jobIdOf(node.job) },
  };
}

function unchanged(node: NodeState): Transition {
  return { node, effects: NO_EFFECTS };
}

const ROUND: NodeEffect = {
  type: 'startTimer',
  timer: 'round',
  betweenMs: [POLL_ROUND_MS, POLL_ROUND_MS],
};
