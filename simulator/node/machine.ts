import type { TimerName, VirtualNodeInput } from './inputs.ts';
import { jobStep } from './job.ts';
import type { VirtualNodeEffect } from './planned.ts';
import { AWAY_NODE, jobIdOf, jobStateOf, type NodeRules, type VirtualNodeState } from './state.ts';

/** A round of the poll loop ends after this long, or with any message. Source: protocol §8. */
export const POLL_ROUND_MS = 1_000;
/** Rounds after which a silent command socket makes the node configure anew. Source: protocol §8. */
export const SILENT_ROUNDS = 4;
/** Largest part of a config's lifetime that is taken off it. Source: protocol §8. */
export const LIFETIME_SPREAD = 0.1;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/** A node as it is afterwards, and what it is about to do, in order. */
export interface VirtualNodeTransition {
  readonly node: VirtualNodeState;
  readonly effects: readonly VirtualNodeEffect[];
}

const NO_EFFECTS: readonly VirtualNodeEffect[] = [];

/**
 * What a healthy node does about an input. Pure: reads no clock, draws no chance (a timer's range is drawn when it is
 * started), changes nothing it was given. Source: protocol §8.
 */
export function virtualNodeTransition(
  node: VirtualNodeState,
  input: VirtualNodeInput,
): VirtualNodeTransition {
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

type LivingInput = Exclude<VirtualNodeInput, { type: 'born' | 'died' }>;

function alive(node: VirtualNodeState, input: LivingInput): VirtualNodeTransition {
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

function born(): VirtualNodeTransition {
  return {
    node: { ...AWAY_NODE, life: 'starting', configuring: true },
    effects: [{ type: 'newIncarnation' }, { type: 'configure' }],
  };
}

function died(node: VirtualNodeState, returnsAfterMs: number | undefined): VirtualNodeTransition {
  const effects: VirtualNodeEffect[] = [];
  if (node.job.phase === 'running') effects.push({ type: 'killCommand', jobId: node.job.order.jobId });
  effects.push({ type: 'closeSockets' }, { type: 'stopTimers' });
  if (returnsAfterMs !== undefined) {
    effects.push({ type: 'startTimer', timer: 'return', betweenMs: [returnsAfterMs, returnsAfterMs] });
  }
  return { node: AWAY_NODE, effects };
}

function configured(node: VirtualNodeState, rules: NodeRules): VirtualNodeTransition {
  // it was given a job while it asked: on other sockets it would miss what the job sends next
  if (node.job.phase !== 'idle') {
    return { node: { ...node, configuring: false, wantsConfig: true }, effects: NO_EFFECTS };
  }
  const next: VirtualNodeState = {
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

function configFailed(node: VirtualNodeState): VirtualNodeTransition {
  const most = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** node.configFailures);
  return {
    node: { ...node, configFailures: node.configFailures + 1 },
    effects: [{ type: 'startTimer', timer: 'retry', betweenMs: [most / 2, most] }],
  };
}

function timerFired(node: VirtualNodeState, timer: TimerName): VirtualNodeTransition {
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
export function goesOffline({ rules, online, missedIntervals }: VirtualNodeState): boolean {
  return rules !== undefined && online && missedIntervals + 1 > rules.offlineThreshold;
}

function intervalOver(node: VirtualNodeState): VirtualNodeTransition {
  if (!node.rules) return unchanged(node);
  const { intervalMs } = node.rules;
  const nextInterval: VirtualNodeEffect = {
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

function serverHeartbeat(node: VirtualNodeState, incarnationId: string): VirtualNodeTransition {
  if (!node.rules) return unchanged(node);
  const effects: VirtualNodeEffect[] = [];
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
function roundOver(node: VirtualNodeState): VirtualNodeTransition {
  const rounds = node.rounds + 1;
  const next =
    rounds < SILENT_ROUNDS ? { ...node, rounds } : { ...node, rounds: 0, wantsConfig: !node.configuring };
  return { node: next, effects: [ROUND] };
}

function reopen(node: VirtualNodeState): VirtualNodeTransition {
  return { node: { ...node, heard: false, rounds: 0 }, effects: [{ type: 'openSockets' }, ROUND] };
}

function jobInput(node: VirtualNodeState, input: VirtualNodeInput): VirtualNodeTransition {
  const step = jobStep(node.job, input);
  if (!step) return unchanged(node);
  return { node: step.job === node.job ? node : { ...node, job: step.job }, effects: step.effects };
}

/** A node with a job in hand does not configure. Source: protocol §8. */
function configureWhenFree(step: VirtualNodeTransition): VirtualNodeTransition {
  const { node, effects } = step;
  if (!node.wantsConfig || node.configuring || node.job.phase !== 'idle') return step;
  return {
    node: { ...node, wantsConfig: false, configuring: true },
    effects: [...effects, { type: 'configure' }],
  };
}

function hearing(node: VirtualNodeState): VirtualNodeState {
  return node.heard ? node : { ...node, heard: true };
}

function heartbeat(node: VirtualNodeState): VirtualNodeEffect {
  return {
    type: 'send',
    content: { type: 'heartbeat', jobState: jobStateOf(node.job), jobId: jobIdOf(node.job) },
  };
}

function unchanged(node: VirtualNodeState): VirtualNodeTransition {
  return { node, effects: NO_EFFECTS };
}

const ROUND: VirtualNodeEffect = {
  type: 'startTimer',
  timer: 'round',
  betweenMs: [POLL_ROUND_MS, POLL_ROUND_MS],
};
