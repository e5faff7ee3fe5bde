import { PHASE } from '../../server/job/job-node-phase.ts';
import type { GapPart, Happened, Hypothesis, Trail } from './hypothesis.ts';
import {
  AT_END,
  BUSY,
  closure,
  type JobPart,
  mapped,
  NEW,
  NODE_MOVES,
  type NodeMove,
  numbersIn,
  READY,
  standingStatus,
  TIMER_MOVE,
} from './standing-classes.ts';

/** What happened, at its place in the trail. */
export interface CourseSlot {
  readonly place: number;
  readonly happened: Happened;
}

/** What a node did at a place of the trail. */
export interface CourseStep {
  readonly place: number;
  readonly moves: readonly NodeMove[];
}

/** How a node went through a job. */
export interface NodeCourse {
  readonly steps: readonly CourseStep[];
  /** Whether it was ready when the vote ended. */
  readonly wasReady: boolean;
}

/** What a hypothesis went through, the first first. */
export function slotsOf({ trail }: Hypothesis): readonly CourseSlot[] {
  const all: Happened[] = [];
  for (let each: Trail | undefined = trail; each !== undefined; each = each.before) all.push(each.last);
  return all.reverse().map((happened, place) => ({ place, happened }));
}

/** The places of the trail that concern each node: its own, and those of the job. */
export function slotsByNode(
  slots: readonly CourseSlot[],
  nodeCount: number,
): readonly (readonly CourseSlot[])[] {
  const turns = slots.filter(({ happened }) => happened.kind === 'quorum' || happened.kind === 'end');
  const gaps = (['voting', 'timer', 'running'] as const).map((part) =>
    slots.filter(({ happened }) => happened.kind === 'gap' && happened.part === part),
  );
  const own: CourseSlot[][] = Array.from({ length: nodeCount }, () => []);
  for (const slot of slots) if (slot.happened.kind === 'moves') own[slot.happened.node]?.push(slot);
  return own.map((mine) => withGaps([...mine, ...turns].sort(byPlace), gaps));
}

const byPlace = (one: CourseSlot, other: CourseSlot): number => one.place - other.place;

/** With the last gap of each kind before each of them, and behind the last: what happens unseen may as well happen late. */
function withGaps(
  slots: readonly CourseSlot[],
  gaps: readonly (readonly CourseSlot[])[],
): readonly CourseSlot[] {
  const result: CourseSlot[] = [];
  let after = -1;
  for (const slot of [...slots, undefined]) {
    const before = slot?.place ?? Number.POSITIVE_INFINITY;
    const lasts = gaps.flatMap((kind) => {
      const last = lastBefore(kind, before);
      return last !== undefined && last.place > after ? [last] : [];
    });
    result.push(...lasts.sort(byPlace));
    if (slot !== undefined) result.push(slot);
    after = before;
  }
  return result;
}

/** The last of slots in order that comes before a place. */
function lastBefore(slots: readonly CourseSlot[], place: number): CourseSlot | undefined {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle]?.place ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return slots[low - 1];
}

/** How the end of a job, or a restart after it, changes standings: each of these may be. */
export type EndMappings = (status: string, part: JobPart) => readonly (readonly number[])[];

export const endMappings =
  (afterCrash: readonly (readonly number[])[]): EndMappings =>
  (status, part) => {
    if (status === 'quorum_failed') return [AT_END.quorum_failed];
    if (status === 'timed_out') return [AT_END.timed_out];
    if (status === 'aborted') return [part === 'voting' ? AT_END.cancelledVoting : AT_END.cancelledRunning];
    return status === 'crashed' ? [[], ...afterCrash] : [[]];
  };

/** The standings that are wanted at turning points of a job, of all that may be. */
export interface WantedStandings {
  /** When the vote ends. */
  readonly atVote: number;
  /** When the job ends before its nodes do. */
  readonly atEnd: number;
}

export const ANY_STANDINGS: WantedStandings = { atVote: -1, atEnd: -1 };

const EARLY_ENDS: readonly string[] = ['timed_out', 'aborted', 'crashed'];

/** Where a node may stand after a slot. */
function after(set: number, { happened }: CourseSlot, ends: EndMappings, wanted: WantedStandings): number {
  switch (happened.kind) {
    case 'start':
      return set;
    case 'gap':
      return closure(set, happened.part);
    case 'moves':
      return happened.moves.reduce(
        (result, { from, to }) => ((set >> from) & 1 ? result | (1 << to) : result),
        0,
      );
    case 'quorum':
      return set & ~NEW & wanted.atVote;
    case 'end': {
      const isEarly = EARLY_ENDS.includes(happened.status);
      const end = isEarly ? wanted.atEnd : happened.status === 'quorum_failed' ? wanted.atVote : -1;
      const left = set & allowedAtEnd(happened.status) & end;
      return ends(happened.status, happened.part).reduce((result, to) => result | mapped(left, to), 0);
    }
  }
}

function allowedAtEnd(status: string): number {
  if (status === 'complete') return ~NEW & ~BUSY;
  return status === 'quorum_failed' ? ~NEW : -1;
}

/**
 * A course of a node that ends in one of these standings; undefined where there is none. What nobody saw happens as late as it can.
 */
export function courseOf(
  slots: readonly CourseSlot[],
  final: number,
  ends: EndMappings,
  wanted: WantedStandings,
): NodeCourse | undefined {
  const sets = [NEW];
  for (const slot of slots) sets.push(after(sets.at(-1) ?? 0, slot, ends, wanted));
  let [stands] = numbersIn((sets.at(-1) ?? 0) & final).toSorted(
    (one, other) => stageOf(one) - stageOf(other),
  );
  const steps: CourseStep[] = [];
  let wasReady = false;
  for (let index = slots.length - 1; index >= 0; index--) {
    const slot = slots[index];
    if (slot === undefined || stands === undefined) return undefined;
    const before = numbersIn(sets[index] ?? 0);
    const { happened, place } = slot;
    const to: number = stands;
    if (happened.kind === 'moves') {
      const moves = happened.moves.filter((each) => each.to === to && before.includes(each.from));
      // the less a node had done before, the less nobody saw
      const [move] = moves.toSorted(
        (one, other) =>
          stageOf(one.from) - stageOf(other.from) ||
          Number(other.input === 'down') - Number(one.input === 'down'),
      );
      if (move !== undefined) steps.push({ place, moves: [move] });
      stands = move?.from;
    } else if (happened.kind === 'gap') {
      stands = before
        .toSorted((one, other) => stageOf(one) - stageOf(other))
        .find((from) => wayBetween(from, to, happened.part) !== undefined);
      const moves = stands === undefined ? undefined : wayBetween(stands, to, happened.part);
      if (moves !== undefined && moves.length > 0) steps.push({ place, moves });
    } else {
      stands = before.find((from) => (after(1 << from, slot, ends, wanted) >> to) & 1);
      if (happened.kind === 'quorum' || (happened.kind === 'end' && happened.status === 'quorum_failed')) {
        wasReady = stands !== undefined && ((READY >> stands) & 1) === 1;
      }
    }
  }
  return stands === undefined ? undefined : { steps: steps.reverse(), wasReady };
}

/** How far a node is: of standings from which the same follows, the first is the one that needs the least. */
function stageOf(standing: number): number {
  const phase = PHASE[standingStatus(standing)];
  return ['new', 'ready', 'running', 'terminal'].indexOf(phase);
}

const WAYS = new Map<string, readonly NodeMove[] | undefined>();

/** The fewest messages that bring a node from one standing to another. */
function wayBetween(from: number, to: number, part: GapPart): readonly NodeMove[] | undefined {
  const key = `${from} ${to} ${part}`;
  if (!WAYS.has(key)) WAYS.set(key, findWay(from, to, part));
  return WAYS.get(key);
}

function findWay(from: number, to: number, part: GapPart): readonly NodeMove[] | undefined {
  if (part === 'timer' && TIMER_MOVE.from === from && TIMER_MOVE.to === to) return [TIMER_MOVE];
  const ways = new Map<number, readonly NodeMove[]>([[from, []]]);
  for (const [stands, way] of ways) {
    if (stands === to) return way;
    for (const move of NODE_MOVES) {
      if (move.part === part && move.from === stands && !ways.has(move.to)) ways.set(move.to, [...way, move]);
    }
  }
  return undefined;
}

/** Of one node, counted. */
const MOST_COURSES = 64;

/** The courses that a node may have taken, each by its statuses, as `new, ready, unavailable`. */
export function coursesOf(slots: readonly CourseSlot[], final: number, ends: EndMappings): readonly string[] {
  let courses = new Map<number, Set<string>>([[numbersIn(NEW)[0] ?? 0, new Set(['new'])]]);
  const put = (map: Map<number, Set<string>>, stands: number, from: number, course: string): void => {
    const status = standingStatus(stands);
    const told = status === standingStatus(from) ? course : `${course}, ${status}`;
    const known = map.get(stands) ?? new Set();
    if (known.size < MOST_COURSES) known.add(told);
    map.set(stands, known);
  };
  for (const slot of slots) {
    const next = new Map<number, Set<string>>();
    const { happened } = slot;
    for (const [from, told] of courses) {
      for (const course of told) {
        if (happened.kind === 'gap') extend(next, from, course, happened.part, put);
        else
          for (const to of numbersIn(after(1 << from, slot, ends, ANY_STANDINGS)))
            put(next, to, from, course);
      }
    }
    courses = next;
  }
  return [...new Set([...courses].flatMap(([stands, told]) => ((final >> stands) & 1 ? [...told] : [])))];
}

function extend(
  map: Map<number, Set<string>>,
  from: number,
  course: string,
  part: GapPart,
  put: (map: Map<number, Set<string>>, stands: number, from: number, course: string) => void,
): void {
  put(map, from, from, course);
  const told = map.get(from);
  if (told === undefined) return;
  const moves = part === 'timer' ? [TIMER_MOVE] : NODE_MOVES.filter((move) => move.part === part);
  for (const to of new Set(moves.filter((move) => move.from === from).map((move) => move.to))) {
    if (to === from) continue;
    const status = standingStatus(to);
    extend(map, to, status === standingStatus(from) ? course : `${course}, ${status}`, part, put);
  }
}
