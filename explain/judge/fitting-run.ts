import type { JobInput, JobNodeInput } from '../../server/job/job-input.ts';
import type { Hypothesis } from './hypothesis.ts';
import {
  ANY_STANDINGS,
  type CourseSlot,
  courseOf,
  type EndMappings,
  type NodeCourse,
  slotsByNode,
  slotsOf,
} from './node-course.ts';
import type { JobObservation, JobSeen } from './observations.ts';
import { Replay } from './replay.ts';
import {
  BUSY,
  NEW,
  type NodeMove,
  READY,
  shownUnder,
  standingStatus,
  statusesIn,
  TIMER_MOVE,
} from './standing-classes.ts';
import type { EventWords, FittingRun, TakenRow } from './verdict.ts';

/**
 * A run of the job machine that gives what was seen, by a hypothesis that fits: built, replayed, and compared. Undefined where the
 * one that is tried does not give it.
 */
export function fittingRun(
  hypothesis: Hypothesis,
  seen: JobSeen,
  unnamed: number,
  ends: EndMappings,
): FittingRun | undefined {
  const names = [...seen.nodes, ...Array.from({ length: unnamed }, (_, index) => `unnamed-${index + 1}`)];
  const slots = slotsOf(hypothesis);
  const end = slots.at(-1)?.happened;
  const failed = end?.kind === 'end' && end.status === 'quorum_failed';
  const isLost = end?.kind === 'end' && end.status === 'crashed' && !isTold(seen.observations);
  const atVote = failed ? ~READY : READY;
  const wanted = [
    { atVote, atEnd: NEW | BUSY },
    { atVote: -1, atEnd: NEW | BUSY },
    { atVote, atEnd: -1 },
    ANY_STANDINGS,
  ];
  const courses: NodeCourse[] = [];
  for (const [node, own] of slotsByNode(slots, names.length).entries()) {
    // what an end that nobody has seen makes of the nodes is in no slot, nor what was lost with the server
    const final = hypothesis.pending.length > 0 || isLost ? -1 : hypothesis.of(node);
    const course = wanted.map((each) => courseOf(own, final, ends, each)).find((each) => each !== undefined);
    if (course === undefined) return undefined;
    courses.push(course);
  }
  const ready = courses.filter(({ wasReady }) => wasReady).length;
  const voted = failed || slots.some(({ happened }) => happened.kind === 'quorum');
  const quorum = seen.quorum ?? (voted ? ready + (failed ? 1 : 0) : names.length);
  const steps = stepsByPlace(courses, names);
  // a timer's votes come in the order of the request
  const timed = timedOut(slots, steps);
  const replay = new Replay([...timed, ...names.filter((name) => !timed.has(name))], quorum);
  const rows = new Map<string, { -readonly [K in keyof TakenRow]: TakenRow[K] }>();
  const take = (node: string, { part, input }: NodeMove, alike: readonly NodeMove[]): void => {
    const phase = replay.statusOf(node) ?? '';
    const said = rowInput(input, alike);
    const key = `${part} ${said} ${phase}`;
    const row = rows.get(key) ?? { part, input: said, node: phase, times: 0 };
    row.times += 1;
    rows.set(key, row);
    const what: JobInput =
      input === 'voting_timer'
        ? { type: 'votingTimerFired' }
        : { type: 'node', node, what: input as JobNodeInput };
    replay.apply(input, what.type === 'node' ? node : undefined, what);
  };
  for (const { place, happened } of slots) {
    if (happened.kind === 'moves' || happened.kind === 'gap') {
      for (const { node, move } of steps.get(place) ?? []) {
        // the timer has moved it with the others
        const alike = happened.kind === 'moves' ? happened.moves : [];
        if (replay.statusOf(node) === standingStatus(move.from)) {
          take(
            node,
            move,
            alike.filter(({ from, to }) => from === move.from && to === move.to),
          );
        }
      }
    } else if (happened.kind === 'end') {
      if (happened.status === 'aborted') replay.apply('cancelled', undefined, { type: 'cancel' });
      else if (happened.status === 'timed_out')
        replay.apply('run_timer', undefined, { type: 'runTimerFired' });
      else if (happened.status === 'crashed') {
        if (isTold(seen.observations)) replay.endsAsCrashed();
        else replay.apply('the server ends', undefined, { type: 'strangerSpoke' });
      }
    }
  }
  const told = replay.steps.flatMap(({ events }) => events);
  if (!isSeen(told, seen.observations) || !isAsShown(replay, seen, end)) return undefined;
  const status = end?.kind === 'end' ? end.status : replay.status;
  return { rows: [...rows.values()], steps: replay.steps, nodes: replay.nodes, status };
}

/** The nodes that the voting timer moves, in the order of their votes, those that nobody saw included. */
function timedOut(
  slots: readonly CourseSlot[],
  steps: ReadonlyMap<number, readonly PlacedMove[]>,
): ReadonlySet<string> {
  const isTimer = ({ place }: CourseSlot) => steps.get(place)?.some(({ move }) => move === TIMER_MOVE);
  const from = slots.findIndex((slot) => isTimer(slot));
  const moves = from < 0 ? [] : slots.slice(from).flatMap(({ place }) => steps.get(place) ?? []);
  return new Set(moves.flatMap(({ node, move }) => ((NEW >> move.from) & 1 ? [node] : [])));
}

/** An input as the row of the table is called: what several inputs make alike is told by no event. */
function rowInput(input: string, alike: readonly NodeMove[]): string {
  const others = alike.filter((each) => each.input !== input).map((each) => each.input);
  if (others.length === 0) return input;
  return others.length === 1 ? `${input} or ${others[0]}` : `${input} or anything else`;
}

interface PlacedMove {
  readonly node: string;
  readonly move: NodeMove;
}

/** Whether they begin with what the vote waits for: the last of these ends it. */
const leavesNew = ([first]: readonly NodeMove[]) => first !== undefined && ((NEW >> first.from) & 1) === 1;

/** What nodes do at each place; where several do something unseen, what the vote waits for last, and those with the most to do first. */
function stepsByPlace(
  courses: readonly NodeCourse[],
  names: readonly string[],
): ReadonlyMap<number, readonly PlacedMove[]> {
  const byPlace = new Map<number, { readonly node: string; readonly moves: readonly NodeMove[] }[]>();
  for (const [index, { steps }] of courses.entries()) {
    for (const { place, moves } of steps) {
      const list = byPlace.get(place) ?? [];
      list.push({ node: names[index] ?? '', moves });
      byPlace.set(place, list);
    }
  }
  return new Map(
    [...byPlace].map(([place, list]) => [
      place,
      list
        .toSorted(
          (one, other) =>
            Number(leavesNew(one.moves)) - Number(leavesNew(other.moves)) ||
            other.moves.length - one.moves.length,
        )
        .flatMap(({ node, moves }) => moves.map((move) => ({ node, move }))),
    ]),
  );
}

/** Whether the feed itself told the end. */
function isTold(observations: readonly JobObservation[]): boolean {
  return observations.some((each) => each.kind === 'event' && each.event.name === 'job_complete');
}

/** Whether a run tells what was seen, and more of it only in gaps. */
function isSeen(told: readonly EventWords[], observations: readonly JobObservation[]): boolean {
  const seen: { readonly words: EventWords; readonly isAfterGap: boolean }[] = [];
  let isAfterGap = false;
  for (const each of observations) {
    if (each.kind === 'gap') isAfterGap = true;
    if (each.kind !== 'event') continue;
    const { node, status } = each.event.data;
    seen.push({ words: { event: each.event.name, node: textOf(node), status: textOf(status) }, isAfterGap });
    isAfterGap = false;
  }
  // what is told may be one that was seen, or one like it that was not
  let reached = new Set([0]);
  for (const words of told) {
    const next = new Set<number>();
    for (const place of reached) {
      const expected = seen[place];
      if (expected !== undefined && isSame(expected.words, words)) next.add(place + 1);
      if (expected?.isAfterGap ?? isAfterGap) next.add(place);
    }
    reached = next;
  }
  return reached.has(seen.length);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

function isSame(one: EventWords, other: EventWords): boolean {
  return one.event === other.event && one.node === other.node && one.status === other.status;
}

/** Whether the nodes stand as the job was shown; what a restart makes of them the machine does not do. */
function isAsShown(
  replay: Replay,
  { shown }: JobSeen,
  end: { readonly kind: string; readonly status?: string } | undefined,
): boolean {
  if (shown === undefined || end?.status === 'crashed') return true;
  return [...shown.nodes].every(([name, word]) =>
    statusesIn(shownUnder(word, shown.dialect)).some((status) => status === replay.statusOf(name)),
  );
}
