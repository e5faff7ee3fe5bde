import { type ExpectedEvent, type Hypothesis, pendingEvents } from './hypothesis.ts';
import {
  AT_END,
  BUSY,
  closure,
  type EventKind,
  type JobPart,
  mapped,
  NEW,
  NODE_MOVES,
  type NodeMove,
  TIMER_MOVE,
  withEarlier,
} from './standing-classes.ts';

/** What the exploration knows of the job. */
export interface ExploredJob {
  /** Undefined where nobody knows it. */
  readonly quorum: number | undefined;
  /** What a restart of the server makes of each standing. */
  readonly afterCrash: readonly (readonly number[])[];
}

/** An event as the exploration sees it. */
export interface ExploredEvent extends EventKind {
  /** Number of the node; undefined for an event of the job. */
  readonly node: number | undefined;
}

const MOVES_IN: Readonly<Record<JobPart, readonly NodeMove[]>> = {
  voting: NODE_MOVES.filter(({ part }) => part === 'voting'),
  running: NODE_MOVES.filter(({ part }) => part === 'running'),
};

/** Whatever ends a job may fail to be stored, and the end is then told as `crashed`. */
const orCrashed = (status: string): readonly string[] => [status, 'crashed'];

/** What a job may be after one more event, of what it may have been before. @param at number of the observation */
export function afterEvent(
  before: Hypothesis,
  event: ExploredEvent,
  at: number,
  job: ExploredJob,
): readonly Hypothesis[] {
  const hypothesis = before.copy();
  const [expected, ...rest] = hypothesis.pending;
  if (expected !== undefined) {
    if (!isExpected(expected, event)) return [];
    hypothesis.isAfterGap = false;
    return consumed(hypothesis, event, rest, at, job);
  }
  const { part } = hypothesis;
  if (part === 'over') return [];
  if (event.name === 'job_complete') return ended(hypothesis, event.status ?? '', at);
  return event.node === undefined ? [] : afterNodeEvent(hypothesis, event, event.node, part, at, job);
}

function isExpected({ name, node, statuses }: ExpectedEvent, event: ExploredEvent): boolean {
  if (name !== event.name || node !== event.node) return false;
  return statuses === undefined ? event.status === undefined : statuses.includes(event.status ?? '');
}

function consumed(
  hypothesis: Hypothesis,
  { name, status }: EventKind,
  rest: readonly ExpectedEvent[],
  at: number,
  job: ExploredJob,
): readonly Hypothesis[] {
  hypothesis.pending = rest;
  if (name === 'quorum_succeeded') {
    hypothesis.happened({ kind: 'quorum' }, at);
    hypothesis.part = 'running';
    hypothesis.isTimer = false;
    hypothesis.last = undefined;
  }
  if (name === 'job_complete') {
    const part = hypothesis.part === 'running' ? 'running' : 'voting';
    hypothesis.happened({ kind: 'end', status: status ?? '', part }, at);
    hypothesis.part = 'over';
  }
  return settled(hypothesis, job);
}

/** A job that ends although nodes have something to do yet. */
function ended(hypothesis: Hypothesis, status: string, at: number): readonly Hypothesis[] {
  const { part } = hypothesis;
  if (part === 'over') return [];
  const to = { aborted: part === 'voting' ? AT_END.cancelledVoting : AT_END.cancelledRunning, crashed: [] }[
    status
  ];
  const mapping = status === 'timed_out' && part === 'running' ? AT_END.timed_out : to;
  if (mapping === undefined) return [];
  hypothesis.putAll((set) => mapped(set, mapping));
  hypothesis.happened({ kind: 'end', status, part }, at);
  hypothesis.part = 'over';
  hypothesis.isAfterGap = false;
  return [hypothesis];
}

function afterNodeEvent(
  hypothesis: Hypothesis,
  event: EventKind,
  node: number,
  part: JobPart,
  at: number,
  job: ExploredJob,
): readonly Hypothesis[] {
  const set = hypothesis.of(node);
  const isTimeout = event.name === 'quorum_vote' && event.status === 'voting_timeout';
  if (isTimeout || hypothesis.isTimer) {
    if (!isTimeout || part !== 'voting' || (set & NEW) === 0) return [];
    return [...moved(hypothesis, node, [TIMER_MOVE], [], at)].flatMap((next) => {
      next.isTimer = true;
      return settled(next, job);
    });
  }
  const ways = new Map<string, { moves: NodeMove[]; rest: readonly EventKind[] }>();
  for (const move of MOVES_IN[part]) {
    if (((set >> move.from) & 1) === 0) continue;
    const places = hypothesis.isAfterGap ? move.events.length : Math.min(1, move.events.length);
    for (let place = 0; place < places; place++) {
      const told = move.events[place];
      if (told?.name !== event.name || told.status !== event.status) continue;
      const rest = move.events.slice(place + 1);
      const way = ways.get(JSON.stringify(rest)) ?? { moves: [], rest };
      ways.set(JSON.stringify(rest), way);
      way.moves.push(move);
    }
  }
  return [...ways.values()].flatMap(({ moves, rest }) =>
    moved(hypothesis, node, moves, pendingEvents(rest, node), at).flatMap((next) => settled(next, job)),
  );
}

function moved(
  before: Hypothesis,
  node: number,
  moves: readonly NodeMove[],
  pending: readonly ExpectedEvent[],
  at: number,
): readonly Hypothesis[] {
  const next = before.copy();
  next.put(
    node,
    moves.reduce((set, { to }) => set | (1 << to), 0),
  );
  next.pending = pending;
  next.isAfterGap = false;
  next.last = { node, leaving: leavingOf(moves) };
  const { open } = before;
  next.open = open !== undefined && (open.but ?? node) === node ? { part: open.part, but: node } : undefined;
  next.happened({ kind: 'moves', node, moves }, at);
  return [next];
}

/** The standings behind those moves by which a node does what the job waited for. */
function leavingOf(moves: readonly NodeMove[]): number {
  return moves.reduce((set, { part, from, to }) => {
    const waited = part === 'voting' ? NEW : BUSY;
    return (waited >> from) & 1 && !((waited >> to) & 1) ? set | (1 << to) : set;
  }, 0);
}

/** Keeps, of the last message, what may have ended the vote or the run; false where nothing of it may have. */
function isLastOne(hypothesis: Hypothesis): boolean {
  const { last } = hypothesis;
  if (last === undefined) return true;
  const set = hypothesis.of(last.node) & last.leaving;
  hypothesis.put(last.node, set);
  hypothesis.last = undefined;
  return set !== 0;
}

/**
 * Ends the vote where nobody is left to vote, and the run where nobody is left to run; where that is not sure, both ways are
 * kept. Source: protocol §6.
 */
function settled(hypothesis: Hypothesis, { quorum }: ExploredJob): readonly Hypothesis[] {
  const { part, pending, counts } = hypothesis;
  if (pending.length > 0 || part === 'over') return [hypothesis];
  if (part === 'running') {
    if (counts.surelyBusy > 0) return [hypothesis];
    const stays = counts.maybeBusy > 0 ? [hypothesis.copy()] : [];
    if (!isLastOne(hypothesis) || !hypothesis.putAll((set) => set & ~BUSY)) return stays;
    hypothesis.pending = [{ name: 'job_complete', node: undefined, statuses: orCrashed('complete') }];
    return [...stays, hypothesis];
  }
  if (counts.surelyNew > 0) return [hypothesis];
  const stays = counts.maybeNew > 0 ? [hypothesis.copy()] : [];
  if (!isLastOne(hypothesis) || !hypothesis.putAll((set) => set & ~NEW)) return stays;
  const { maybeReady, surelyReady } = hypothesis.counts;
  const results = [...stays];
  if (maybeReady >= (quorum ?? 0)) {
    const met = hypothesis.copy();
    met.pending = [{ name: 'quorum_succeeded', node: undefined, statuses: undefined }];
    results.push(met);
  }
  if (surelyReady < (quorum ?? Number.POSITIVE_INFINITY)) {
    hypothesis.putAll((set) => mapped(set, AT_END.quorum_failed));
    hypothesis.pending = [{ name: 'job_complete', node: undefined, statuses: orCrashed('quorum_failed') }];
    results.push(hypothesis);
  }
  return results;
}

/** What a job may be where something may have come that nobody saw. */
export function afterGap(before: Hypothesis, at: number, job: ExploredJob): readonly Hypothesis[] {
  const results: Hypothesis[] = [];
  const waiting = [before.copy()];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [expected, ...rest] = next.pending;
    next.isAfterGap = true;
    if (expected !== undefined) {
      results.push(next);
      if (expected.name === 'job_complete') continue;
      // it came, and nobody saw it
      const { name, statuses } = expected;
      for (const status of statuses ?? [undefined]) {
        waiting.push(...consumed(next.copy(), { name, status }, rest, at, job));
      }
      continue;
    }
    const { part } = next;
    if (part === 'over') {
      results.push(next);
      continue;
    }
    next.last = undefined;
    const gap = part === 'voting' && next.isTimer ? 'timer' : part;
    const isOpen = next.trail?.at === at && next.trail.last.kind === 'gap' && next.trail.last.part === gap;
    if (!isOpen) {
      const { open } = next;
      if (open?.part !== gap) next.putAll((set) => closure(set, gap));
      else if (open.but !== undefined) next.put(open.but, closure(next.of(open.but), gap));
      next.open = { part: gap, but: undefined };
      next.happened({ kind: 'gap', part: gap }, at);
    }
    for (const each of settled(next, job)) {
      if (each.pending.length > 0) waiting.push(each);
      else {
        each.isAfterGap = true;
        results.push(each);
      }
    }
  }
  return results;
}

/** What a job may be that ended so, unseen; of `crashed`, with what a restart makes of its nodes. */
export function afterUnseenEnd(
  before: Hypothesis,
  status: string,
  at: number,
  job: ExploredJob,
): readonly Hypothesis[] {
  const told = afterEvent(before, { name: 'job_complete', status, node: undefined }, at, job);
  if (status !== 'crashed' || before.part === 'over') return told;
  const restarted = job.afterCrash.flatMap((mapping) => {
    const crashed = before.copy();
    crashed.pending = [];
    return ended(crashed, 'crashed', at).map((each) => {
      // what the feed has told of a node need not have been stored when the server ended
      each.putAll((set) => mapped(withEarlier(set), mapping));
      return each;
    });
  });
  return [...told.filter(({ pending }) => pending.length === 0 && before.pending.length > 0), ...restarted];
}

/** More than these are looked through for such as say nothing new. */
const MANY = 12;

/** Those that are told apart by how they go on; of many, without those that another includes. */
export function distinct(hypotheses: readonly Hypothesis[]): readonly Hypothesis[] {
  if (hypotheses.length < 2) return hypotheses;
  const all = [...new Map(hypotheses.map((each) => [each.key, each])).values()];
  if (all.length <= MANY) return all;
  const kept: Hypothesis[] = [];
  for (const each of all.toSorted((one, other) => other.width - one.width)) {
    if (!kept.some((wider) => wider.includes(each))) kept.push(each);
  }
  return kept;
}
