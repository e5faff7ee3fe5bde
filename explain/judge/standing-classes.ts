import { acceptedNodeStatuses, type NodePast } from '../../conformance/target/shown-status.ts';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import { eventOf } from '../../server/job/cell.ts';
import { PHASE } from '../../server/job/job-node-phase.ts';
import { nodeAfter } from '../../server/job/job-state.ts';
import { type NodeInJob, UNHEARD } from '../../server/job/node-in-job.ts';
import type { AfterRestart } from '../../server/job/restart.ts';
import { RUNNING, type RunningInput } from '../../server/job/running.ts';
import { VOTING, type VotingInput } from '../../server/job/voting.ts';

/** The two parts of a job in which its nodes move. */
export type JobPart = 'voting' | 'running';

/** What an event is, besides its node. */
export interface EventKind {
  readonly name: string;
  readonly status: string | undefined;
}

/** What an input makes of a node: a cell of the tables, as somebody sees it who sees events alone. */
export interface NodeMove {
  readonly part: JobPart;
  readonly input: VotingInput | RunningInput;
  readonly from: number;
  readonly to: number;
  readonly events: readonly EventKind[];
}

/** Standings of a node that no table, no event and no reader tells apart; a number below 32, so that a set is a number. */
interface StandingClass {
  readonly status: NodeJobStatus;
  readonly started: boolean;
  /** The words that a `documented` server may show it under. */
  readonly words: readonly string[];
}

const CLASSES: StandingClass[] = [];
const NUMBERS = new Map<string, number>();
const MOVES: NodeMove[] = [];

/** Inputs that come to all nodes at once, and not from one. */
const OF_THE_JOB: readonly string[] = ['voting_timer', 'quorum_failed', 'cancelled', 'run_timer'];

/** All that a node can say or be: whatever a server may have heard of it. */
const PASTS: readonly NodePast[] = [[], ['aborted'], ['nack_commit'], ['failed']].flatMap((said) =>
  [true, false].flatMap((flag) =>
    [true, false].map((voted) => ({ started: false, wentDown: flag, voted, said, jobCrashed: flag })),
  ),
);

function classOf({ status, started, endedBy }: NodeInJob): number {
  const isNacked = status === 'failed' && endedBy === 'nack_run';
  const key = `${status} ${started} ${isNacked}`;
  const known = NUMBERS.get(key);
  if (known !== undefined) return known;
  const words = PASTS.map((past) => ({
    ...past,
    started,
    ...(status === 'failed' && { said: isNacked ? ['nack_run'] : ['failed'] }),
  })).flatMap((past) => acceptedNodeStatuses('documented', status, past));
  const number = CLASSES.length;
  if (number >= 31) throw new Error('there are more kinds of standings than bits in a set');
  NUMBERS.set(key, number);
  CLASSES.push({ status, started, words: [...new Set(words)] });
  return number;
}

/** Follows the tables from a node that nobody has heard of to all that it can become. */
function explore(): void {
  const seen = new Set<string>();
  const walk = (stands: NodeInJob, part: JobPart): void => {
    const phase = PHASE[stands.status];
    const key = JSON.stringify([stands, part]);
    if (seen.has(key)) return;
    seen.add(key);
    const from = classOf(stands);
    const rows = part === 'voting' ? Object.entries(VOTING) : Object.entries(RUNNING);
    for (const [input, row] of rows) {
      const cell = (row as Partial<(typeof VOTING)['down'] & (typeof RUNNING)['down']>)[phase as 'ready'];
      if (cell === undefined) continue;
      const after = cell.next ? nodeAfter(stands, cell.next, input as VotingInput | RunningInput) : stands;
      const events = cell.emits.flatMap((step) => {
        const event = eventOf(step, '');
        return event ? [{ name: event.name, status: 'status' in event ? event.status : undefined }] : [];
      });
      const move = { part, input: input as NodeMove['input'], from, to: classOf(after), events };
      if (!MOVES.some((known) => JSON.stringify(known) === JSON.stringify(move))) MOVES.push(move);
      walk(after, part);
    }
    if (part === 'voting' && phase !== 'new') walk(stands, 'running');
  };
  walk(UNHEARD, 'voting');
}
explore();

/** What a message of a node, or its going down, makes of it. */
export const NODE_MOVES: readonly NodeMove[] = MOVES.filter(({ input }) => !OF_THE_JOB.includes(input));

const bitsOf = (isWanted: (standing: StandingClass) => boolean): number =>
  CLASSES.reduce((set, standing, number) => (isWanted(standing) ? set | (1 << number) : set), 0);

/** Nobody has heard of the node. */
export const NEW = 1 << classOf(UNHEARD);
export const READY = bitsOf(({ status }) => status === 'ready');
/** Those for which a job that runs waits. */
export const BUSY = bitsOf(({ status }) => status === 'ready' || status === 'running');
export const ALL_STANDINGS = bitsOf(() => true);

/** The numbers in a set. */
export function numbersIn(set: number): readonly number[] {
  return CLASSES.flatMap((_, number) => ((set >> number) & 1 ? [number] : []));
}

/** The statuses in a set, in the protocol's words. */
export function statusesIn(set: number): readonly NodeJobStatus[] {
  return [...new Set(numbersIn(set).map((number) => standingStatus(number)))];
}

/** @throws Error where there is no such standing */
export function standingStatus(number: number): NodeJobStatus {
  const standing = CLASSES[number];
  if (standing === undefined) throw new Error(`there is no standing ${number}`);
  return standing.status;
}

/** Those that a server may show under a word. @param dialect undefined: either */
export function shownUnder(word: string, dialect: 'documented' | 'pushy-server' | undefined): number {
  return bitsOf(
    ({ status, words }) =>
      (dialect !== 'documented' && status === word) || (dialect !== 'pushy-server' && words.includes(word)),
  );
}

/** The words under which a server may show a standing of a set. */
export function wordsFor(set: number, dialect: 'documented' | 'pushy-server' | undefined): readonly string[] {
  const words = numbersIn(set).flatMap((number) => {
    const { status, words } = CLASSES[number] ?? { status: 'new', words: [] };
    if (dialect === 'pushy-server') return [status];
    return dialect === 'documented' ? words : [status, ...words];
  });
  return [...new Set(words)];
}

/** What an input that comes to all nodes makes of one. */
function mappingOf(input: string, part: JobPart): readonly number[] {
  return CLASSES.map(
    (_, number) =>
      MOVES.find((move) => move.input === input && move.part === part && move.from === number)?.to ?? number,
  );
}

/** What the end of a job makes of each standing; of one that a job with this end cannot have, itself. */
export const AT_END = {
  quorum_failed: mappingOf('quorum_failed', 'voting'),
  timed_out: mappingOf('run_timer', 'running'),
  cancelledVoting: mappingOf('cancelled', 'voting'),
  cancelledRunning: mappingOf('cancelled', 'running'),
} as const;

/** What a restart of the server makes of each standing. */
export function afterRestart(rules: AfterRestart): readonly number[] {
  return CLASSES.map(({ status, started }, number) => {
    const next = rules[status];
    return next === undefined ? number : classOf({ status: next, started });
  });
}

/** The voting timer on a node that nobody has heard of. */
export const TIMER_MOVE: NodeMove = ((): NodeMove => {
  const move = MOVES.find(({ input, events }) => input === 'voting_timer' && events.length > 0);
  if (move === undefined) throw new Error('the table has no voting timer');
  return move;
})();

/** A set with each of its standings mapped. */
export function mapped(set: number, to: readonly number[]): number {
  return numbersIn(set).reduce((result, number) => result | (1 << (to[number] ?? number)), 0);
}

const CLOSED: Readonly<Record<JobPart, Map<number, number>>> = { voting: new Map(), running: new Map() };

/** What nodes of a set may have become by messages, or votes of the timer, that nobody saw. */
export function closure(set: number, part: JobPart | 'timer'): number {
  if (part === 'timer') return set & NEW ? set | (1 << TIMER_MOVE.to) : set;
  const known = CLOSED[part].get(set);
  if (known !== undefined) return known;
  let result = set;
  for (let before = -1; before !== result; ) {
    before = result;
    for (const move of NODE_MOVES)
      if (move.part === part && (result >> move.from) & 1) result |= 1 << move.to;
  }
  CLOSED[part].set(set, result);
  return result;
}

/** A set with all that its nodes may have been before. */
export function withEarlier(set: number): number {
  let result = set;
  for (let before = -1; before !== result; ) {
    before = result;
    for (const move of MOVES) if ((result >> move.to) & 1) result |= 1 << move.from;
  }
  return result;
}
